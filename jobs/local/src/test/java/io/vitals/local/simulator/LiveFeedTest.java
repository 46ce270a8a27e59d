package io.vitals.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.local.history.HistoryWriter;
import io.vitals.local.history.RecordingSink;
import io.vitals.local.history.RecordingSink.Sent;
import io.vitals.schemas.ClockTick;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
  private static final Instant END = Instant.parse("2024-06-03T10:00:00Z");

  private final RecordingSink sink = new RecordingSink();
  private final LiveFeed feed = new LiveFeed(company().life(), new HistoryWriter(sink), tick -> {});

  @Test
  void eachStepWritesItsDataThenItsTick() {
    for (int step = 1; step <= 30; step++) {
      int before = sink.sent().size();
      Instant now = END.plusSeconds(60L * step);
      feed.advanceTo(now);

      List<Sent> written = sink.sent().subList(before, sink.sent().size());
      Sent tick = written.get(written.size() - 1);
      assertThat(tick.topic()).isEqualTo(Topic.CLOCK);
      assertThat(tick.timestamp()).isEqualTo(now.toEpochMilli());
      assertThat(tick.unacknowledged()).isZero();
      ClockTick clock = RecordReader.of(ClockTick.class).read(tick.value());
      assertThat(clock.getSettled()).isTrue();
      assertThat(clock.getIngestTime()).isEqualTo(now);
      assertThat(written.subList(0, written.size() - 1))
          .allMatch(sent -> sent.topic() != Topic.CLOCK)
          .allMatch(sent -> sent.timestamp() <= now.toEpochMilli())
          .allMatch(
              sent ->
                  sent.timestamp() > now.minusSeconds(60).toEpochMilli()
                      || sent.timestamp() == END.toEpochMilli());
    }
    assertThat(sink.sent().stream().filter(sent -> sent.topic() == Topic.SOURCE_TELEMETRY))
        .hasSizeGreaterThan(30 * 4);
  }

  @Test
  void simulatedTimeMovesByTheSpeed() {
    try (LivePacer pacer = new LivePacer(feed, END, 60, () -> 0L)) {
      assertThat(pacer.timeAfter(Duration.ofMillis(1_500))).isEqualTo(END.plusSeconds(90));
      assertThat(pacer.timeAfter(Duration.ZERO)).isEqualTo(END);
    }
  }

  private static SimulatedCompany company() {
    SimulatedCompany company = new SimulatedCompany(new SimulationPlan(1, 50, 2, END, 55));
    company.skipHistory();
    return company;
  }
}
