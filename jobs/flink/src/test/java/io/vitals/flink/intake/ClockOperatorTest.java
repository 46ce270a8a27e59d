package io.vitals.flink.intake;

import static io.vitals.flink.intake.SourceRecords.tick;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.topics.Topic;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class ClockOperatorTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void aSettledTickTellsItsTimeAndALiveOneASecondLess() throws Exception {
    try (var clock = started(null)) {
      read(clock, tick(NOON, true));
      read(clock, tick(NOON.plusSeconds(10), false));
      assertThat(clock.getOutput())
          .containsExactly(at(NOON), at(NOON.plusSeconds(10).minus(ClockOperator.MARGIN)));
    }
  }

  @Test
  void whatIsNoTickTellsNoTimeAndIsPassedOn() throws Exception {
    List<SourceRecord> none =
        List.of(
            SourceRecords.of(Topic.CLOCK, NOON, null),
            SourceRecords.of(Topic.CLOCK, NOON, new byte[0]),
            SourceRecords.of(Topic.CLOCK, NOON, SourceRecords.bytes("ten past nine")),
            SourceRecords.heartbeat(NOON, NOON));
    try (var clock = started(null)) {
      for (SourceRecord record : none) {
        read(clock, record);
      }
      assertThat(clock.extractOutputValues())
          .usingRecursiveFieldByFieldElementComparator()
          .isEqualTo(none);
      assertThat(clock.getOutput()).hasSameSizeAs(none);
    }
  }

  @Test
  void timeNeitherFallsNorIsTakenFromTheSource() throws Exception {
    try (var clock = started(null)) {
      read(clock, tick(NOON, true));
      read(clock, tick(NOON.minusSeconds(1), true));
      read(clock, tick(Instant.ofEpochMilli(Long.MIN_VALUE), false));
      clock.processWatermark(NOON.plusSeconds(1).toEpochMilli());
      clock.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(clock.getOutput()).containsExactly(at(NOON), Watermark.MAX_WATERMARK);
    }
  }

  @Test
  void afterARestoreTheLastTickStillTellsTime() throws Exception {
    OperatorSubtaskState state;
    try (var clock = started(null)) {
      read(clock, tick(NOON, true));
      state = clock.snapshot(1, 1);
    }
    try (var restored = started(state)) {
      assertThat(restored.getOutput()).containsExactly(at(NOON));
    }
    try (var fresh = started(null)) {
      assertThat(fresh.getOutput()).isEmpty();
      state = fresh.snapshot(1, 1);
    }
    try (var restored = started(state)) {
      assertThat(restored.getOutput()).as("no tick, no time").isEmpty();
    }
  }

  private static Watermark at(Instant instant) {
    return new Watermark(instant.toEpochMilli());
  }

  private static void read(
      OneInputStreamOperatorTestHarness<SourceRecord, SourceRecord> clock, SourceRecord record)
      throws Exception {
    clock.processElement(new StreamRecord<>(record, record.timestamp()));
  }

  private static OneInputStreamOperatorTestHarness<SourceRecord, SourceRecord> started(
      OperatorSubtaskState state) throws Exception {
    OneInputStreamOperatorTestHarness<SourceRecord, SourceRecord> clock =
        new OneInputStreamOperatorTestHarness<>(new ClockOperator());
    clock.setup();
    if (state != null) {
      clock.initializeState(state);
    }
    clock.open();
    return clock;
  }
}
