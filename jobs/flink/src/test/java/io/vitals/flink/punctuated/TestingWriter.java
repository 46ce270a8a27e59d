package io.vitals.flink.punctuated;

import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** One subtask of a partition writer, with what it wrote in a form that tests can compare. */
final class TestingWriter implements AutoCloseable {
  private static final int MAX_PARALLELISM = 128;

  /**
   * What was written.
   *
   * @param time in the payload, epoch milliseconds
   * @param punctuation whether it is one
   */
  record Written(Topic topic, int partition, long time, boolean punctuation) {}

  private final OneInputStreamOperatorTestHarness<OutboundRecord, OutboundRecord> harness;
  private final InterceptingOperatorMetricGroup metrics;
  private long checkpoints;

  private TestingWriter(
      OneInputStreamOperatorTestHarness<OutboundRecord, OutboundRecord> harness,
      InterceptingOperatorMetricGroup metrics) {
    this.harness = harness;
    this.metrics = metrics;
  }

  /** A writer without state. */
  static TestingWriter fresh(List<Topic> topics) throws Exception {
    return of(topics, 1, 0, null);
  }

  /** A writer that restores its part of the state of others; null: none. */
  static TestingWriter of(
      List<Topic> topics, int parallelism, int subtask, OperatorSubtaskState restored)
      throws Exception {
    InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();
    MockEnvironment environment =
        new MockEnvironmentBuilder()
            .setParallelism(parallelism)
            .setMaxParallelism(MAX_PARALLELISM)
            .setSubtaskIndex(subtask)
            .setMetricGroup(new MetricsOf(metrics))
            .build();
    OneInputStreamOperatorTestHarness<OutboundRecord, OutboundRecord> harness =
        new OneInputStreamOperatorTestHarness<>(new PartitionWriter(topics, "intake"), environment);
    harness.setup(new OutboundRecordSerializer());
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
    return new TestingWriter(harness, metrics);
  }

  void watermark(long time) throws Exception {
    harness.processWatermark(time);
  }

  /** A record of this time; any record will do, so it is encoded as a punctuation is. */
  void record(Topic topic, int partition, long time) throws Exception {
    byte[] value = new Punctuations("test").at(topic, partition, time).value();
    harness.processElement(
        new StreamRecord<>(OutboundRecord.of(topic, partition, new byte[] {1}, value), time));
  }

  void tombstone(Topic topic, int partition, long time) throws Exception {
    harness.processElement(
        new StreamRecord<>(new OutboundRecord(topic, partition, new byte[] {1}, null, time), time));
  }

  OperatorSubtaskState checkpoint() throws Exception {
    checkpoints++;
    harness.prepareSnapshotPreBarrier(checkpoints);
    return harness.snapshot(checkpoints, checkpoints);
  }

  void endInput() throws Exception {
    harness.endInput();
  }

  /** What was written since the last call. */
  List<Written> written() {
    List<Written> written = new ArrayList<>();
    for (OutboundRecord record : harness.extractOutputValues()) {
      boolean punctuation = record.key().length == 0;
      if (record.value() != null && RecordTime.read(record.value()) != record.timestamp()) {
        throw new AssertionError("the payload tells another time than " + record.timestamp());
      }
      written.add(new Written(record.topic(), record.partition(), record.timestamp(), punctuation));
    }
    harness.getOutput().clear();
    return written;
  }

  long restamped() {
    return ((Counter) metrics.get(PartitionWriter.RESTAMPED_RECORDS)).getCount();
  }

  @Override
  public void close() {
    try {
      harness.close();
    } catch (Exception e) {
      throw new IllegalStateException("the writer does not close", e);
    }
  }

  private static final class MetricsOf extends InterceptingTaskMetricGroup {
    private final InterceptingOperatorMetricGroup metrics;

    MetricsOf(InterceptingOperatorMetricGroup metrics) {
      this.metrics = metrics;
    }

    @Override
    public InternalOperatorMetricGroup getOrAddOperator(
        OperatorID id, String name, Map<String, String> additionalVariables) {
      return metrics;
    }
  }
}
