package io.vitals.flink.intake;

import static java.util.stream.Collectors.toMap;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;

/** One subtask of the judging operator. */
final class TestingIntake implements AutoCloseable {
  static final Duration GRACE = Duration.ofHours(1);
  static final Set<String> TAXONOMY = Set.of("used", "login");
  static final int MAX_PARKED = 5;
  static final int MAX_PARALLELISM = 128;

  private final TwoInputStreamOperatorTestHarness<SourceRecord, SourceRecord, Arrived> harness;

  private TestingIntake(
      Set<String> sources, int parallelism, int subtask, OperatorSubtaskState restored)
      throws Exception {
    IntakeSettings settings =
        new IntakeSettings(
            sources.stream().collect(toMap(source -> source, source -> TAXONOMY)),
            "a key of sixteen bytes".getBytes(StandardCharsets.UTF_8),
            3,
            GRACE,
            MAX_PARKED,
            100);
    harness =
        new TwoInputStreamOperatorTestHarness<>(
            new IntakeOperator(settings), MAX_PARALLELISM, parallelism, subtask);
    harness.setup();
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
  }

  static TestingIntake fresh() throws Exception {
    return of(1, 0, null);
  }

  static TestingIntake of(int parallelism, int subtask, OperatorSubtaskState restored)
      throws Exception {
    return new TestingIntake(Set.of("product"), parallelism, subtask, restored);
  }

  static TestingIntake ofSources(Set<String> sources, OperatorSubtaskState restored)
      throws Exception {
    return new TestingIntake(sources, 1, 0, restored);
  }

  void read(SourceRecord record) throws Exception {
    harness.processElement1(new StreamRecord<>(record, record.timestamp()));
  }

  void readIdentity(SourceRecord record) throws Exception {
    harness.processElement2(new StreamRecord<>(record, record.timestamp()));
  }

  void watermark(Instant time) throws Exception {
    watermark(time.toEpochMilli());
  }

  void watermark(long time) throws Exception {
    harness.processBothWatermarks(new Watermark(time));
  }

  /** What was judged since the last call. */
  List<Arrived> judged() {
    List<Arrived> judged = List.copyOf(harness.extractOutputValues());
    harness.getOutput().clear();
    return judged;
  }

  Arrived onlyJudged() {
    List<Arrived> judged = judged();
    if (judged.size() != 1) {
      throw new AssertionError("one was expected, not " + judged);
    }
    return judged.get(0);
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
