package io.vitals.flink.intake;

import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** One subtask of the counting operator. */
final class TestingArrivals implements AutoCloseable {
  static final int MAX_PARALLELISM = 128;

  private final OneInputStreamOperatorTestHarness<Arrived, OutboundRecord> harness;
  private final List<OutboundRecord> passed = new ArrayList<>();
  private final List<SourceArrivals> counted = new ArrayList<>();

  private TestingArrivals(int window, int parallelism, int subtask, OperatorSubtaskState restored)
      throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new ArrivalOperator(Set.of("crm"), window), MAX_PARALLELISM, parallelism, subtask);
    harness.setup();
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
  }

  static TestingArrivals fresh(int window) throws Exception {
    return of(window, 1, 0, null);
  }

  static TestingArrivals of(int window, int parallelism, int subtask, OperatorSubtaskState restored)
      throws Exception {
    return new TestingArrivals(window, parallelism, subtask, restored);
  }

  void arrive(Arrived arrived) throws Exception {
    harness.processElement(new StreamRecord<>(arrived, arrived.ingestTime()));
    sort();
  }

  void watermark(long time) throws Exception {
    harness.processWatermark(time);
    sort();
  }

  /** Records passed on so far. */
  List<OutboundRecord> passed() {
    return passed;
  }

  /** Counts written so far. */
  List<SourceArrivals> counted() {
    return counted;
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }

  private void sort() {
    RecordReader<SourceArrivals> reader = RecordReader.of(SourceArrivals.class);
    for (OutboundRecord record : harness.extractOutputValues()) {
      if (record.topic() == Topic.SOURCE_ARRIVALS) {
        counted.add(reader.read(record.value()));
      } else {
        passed.add(record);
      }
    }
    harness.getOutput().clear();
  }
}
