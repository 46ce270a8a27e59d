package io.vitals.local.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vitals.local.history.RecordingSink.Sent;
import io.vitals.schemas.ClockTick;
import io.vitals.schemas.Heartbeat;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryWriterTest {
  private static final Instant NOON = Instant.parse("2024-05-06T12:00:00Z");
  private static final long NOON_MS = NOON.toEpochMilli();

  private final RecordingSink sink = new RecordingSink();
  private final HistoryWriter writer = new HistoryWriter(sink);

  @Test
  void sendsARecordAsItIsToTheKeysPartition() {
    byte[] value = {1, 2, 3};
    writer.write(new SourceRecord(Topic.SOURCE_TELEMETRY, "ws-1", "telemetry", NOON_MS, value));

    Sent sent = sink.sent().get(0);
    assertThat(sent.topic()).isEqualTo(Topic.SOURCE_TELEMETRY);
    assertThat(sent.partition()).isEqualTo(Topic.SOURCE_TELEMETRY.partitionOf("ws-1"));
    assertThat(sent.key()).isEqualTo("ws-1");
    assertThat(sent.source()).isEqualTo("telemetry");
    assertThat(sent.timestamp()).isEqualTo(NOON_MS);
    assertThat(sent.value()).isSameAs(value);
  }

  @Test
  void sendsAHeartbeatToEveryPartition() {
    writer.write(new SourceHeartbeat(Topic.SOURCE_TELEMETRY, "telemetry", NOON_MS, NOON_MS - 5));

    assertThat(sink.sent()).extracting(Sent::partition).containsExactly(0, 1, 2, 3);
    assertThat(sink.sent())
        .allSatisfy(
            sent -> {
              Heartbeat beat = RecordReader.of(Heartbeat.class).read(sent.value());
              assertThat(beat.getSource()).isEqualTo("telemetry");
              assertThat(beat.getCompleteThrough()).isEqualTo(NOON.minusMillis(5));
              assertThat(RecordTime.read(sent.value())).isZero();
            });
  }

  @Test
  void sendsATickOnlyWhenAllBeforeItIsAcknowledged() {
    for (int hour = 0; hour < 3; hour++) {
      long time = NOON_MS + hour * 3_600_000L;
      writer.write(new SourceRecord(Topic.SOURCE_CRM, "a", "crm", time, new byte[0]));
      writer.write(new SourceHeartbeat(Topic.SOURCE_CRM, "crm", time, time));
      writer.write(new SettledTick(time));
    }

    List<Sent> ticks = sink.sent().stream().filter(sent -> sent.topic() == Topic.CLOCK).toList();
    assertThat(ticks).hasSize(3).extracting(Sent::unacknowledged).containsOnly(0);
    ClockTick last = RecordReader.of(ClockTick.class).read(ticks.get(2).value());
    assertThat(last.getSettled()).isTrue();
    assertThat(last.getIngestTime()).isEqualTo(NOON.plusSeconds(7200));
    assertThat(ticks.get(2).timestamp()).isEqualTo(NOON_MS + 7_200_000L);
  }

  @Test
  void aWriterThatRunsAheadSendsNoTickBeforeWhatItCoversIsAcknowledged() {
    HistoryWriter ahead = new HistoryWriter(sink, 10);
    for (int hour = 0; hour < 25; hour++) {
      long time = NOON_MS + hour * 3_600_000L;
      ahead.write(new SourceRecord(Topic.SOURCE_CRM, "a", "crm", time, new byte[0]));
      ahead.write(new SettledTick(time));
    }
    assertThat(sink.flushes()).isEqualTo(4);
    ahead.settle();

    List<Sent> ticks = sink.sent().stream().filter(sent -> sent.topic() == Topic.CLOCK).toList();
    assertThat(ticks).hasSize(25).extracting(Sent::unacknowledged).containsOnly(0);
    assertThat(ticks).extracting(Sent::timestamp).isSorted();
  }

  @Test
  void doesNotWaitBetweenTicksWithNothingBetweenThem() {
    for (int hour = 0; hour < 100; hour++) {
      writer.write(new SettledTick(NOON_MS + hour));
    }
    assertThat(sink.flushes()).isZero();
  }

  @Test
  void refusesTimeThatFalls() {
    writer.write(new SettledTick(NOON_MS));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer.write(new SettledTick(NOON_MS - 1)))
        .withMessageContaining("falls");
  }
}
