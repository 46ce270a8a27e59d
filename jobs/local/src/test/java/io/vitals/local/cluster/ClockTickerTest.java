package io.vitals.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.local.history.RecordingSink;
import io.vitals.local.terminal.Screen;
import io.vitals.schemas.ClockTick;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClockTickerTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.250Z");

  private final RecordingSink sink = new RecordingSink();
  private final ByteArrayOutputStream notes = new ByteArrayOutputStream();
  private Instant now = NOON;
  private final ClockTicker ticker =
      new ClockTicker(
          sink,
          () -> now,
          Screen.on(
              new PrintStream(notes, true, StandardCharsets.UTF_8), false, Map.of(), () -> now));

  @Test
  void aTickTellsNowInThePartitionOfTheClockAndIsAcknowledged() {
    ticker.tick();
    assertThat(sink.sent())
        .singleElement()
        .satisfies(
            sent -> {
              assertThat(sent.topic()).isEqualTo(Topic.CLOCK);
              assertThat(sent.partition()).isZero();
              assertThat(sent.key()).isNull();
              assertThat(sent.timestamp()).isEqualTo(NOON.toEpochMilli());
              assertThat(sent.value())
                  .isEqualTo(RecordWriter.of(ClockTick.class).write(new ClockTick(NOON, false)));
            });
    assertThat(sink.flushes()).isOne();
  }

  @Test
  void ticksRiseThoughWallTimeIsSetBack() {
    ticker.tick();
    ticker.tick();
    now = NOON.minusSeconds(2);
    ticker.tick();
    now = NOON.plusMillis(1);
    ticker.tick();
    assertThat(sink.sent())
        .extracting(RecordingSink.Sent::timestamp)
        .containsExactly(NOON.toEpochMilli(), NOON.toEpochMilli() + 1);
    assertThat(notes.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("no tick until it passes that of the last, 2026-11-23T12:00:00.250Z");
  }

  @Test
  void saysOnceAMinuteHowFarItIs() {
    for (int second = 0; second < 120; second++) {
      now = NOON.plus(Duration.ofSeconds(second));
      ticker.tick();
    }
    assertThat(notes.toString(StandardCharsets.UTF_8))
        .isEqualTo("2026-11-23T12:00:00.250Z  1 tick\n2026-11-23T12:01:00.250Z  61 ticks\n");
  }
}
