package io.vitals.flink.intake;

import io.vitals.domain.intake.ArrivalCounts;
import io.vitals.domain.intake.ArrivalCounts.Arrival;
import io.vitals.domain.intake.ArrivalCounts.Fate;
import io.vitals.domain.intake.RecentRecords;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.flink.punctuated.PunctuatedSink;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Runs where a partition is written, so that both copies of a record sent twice meet whichever way
 * they came: drops the second, counts what arrives, and writes the counts to {@code
 * source.arrivals} before each watermark. Bounded: a fixed window of fingerprints for each
 * partition it owns, and the counts between two watermarks.
 */
final class ArrivalOperator extends AbstractStreamOperator<OutboundRecord>
    implements OneInputStreamOperator<Arrived, OutboundRecord> {
  private static final long serialVersionUID = 1L;

  static final ListStateDescriptor<RecentWindow> RECENT =
      new ListStateDescriptor<>("recent-records", TypeInformation.of(RecentWindow.class));
  static final ListStateDescriptor<byte[]> COUNTS =
      new ListStateDescriptor<>(
          "arrival-counts", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  static final ListStateDescriptor<Long> TIME = new ListStateDescriptor<>("time", Types.LONG);

  private final Set<String> sources;
  private final int window;

  private transient Map<Integer, RecentRecords> recent;
  private transient ArrivalCounts counts;
  private transient SourceCounters counters;
  private transient RecordWriter<SourceArrivals> rows;
  private transient ListState<RecentWindow> recentState;
  private transient ListState<byte[]> countState;
  private transient ListState<Long> timeState;
  private transient int arrivalsPartition;
  private transient long watermark;

  /** The fingerprints of a partition in state, oldest first. */
  public record RecentWindow(int partition, long[] fingerprints) {}

  /**
   * An operator.
   *
   * @param sources the declared ones
   * @param window how many recent records of a partition are remembered
   */
  ArrivalOperator(Set<String> sources, int window) {
    this.sources = Set.copyOf(sources);
    this.window = window;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    int parallelism = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    watermark = Long.MIN_VALUE;
    rows = RecordWriter.of(SourceArrivals.class);
    counts = new ArrivalCounts();
    counters = new SourceCounters(getMetricGroup(), sources);
    recent = new HashMap<>();
    // Of the partitions this subtask owns, the one that bears its number: any would do.
    arrivalsPartition = subtask;
    timeState = context.getOperatorStateStore().getUnionListState(TIME);
    for (long time : timeState.get()) {
      watermark = Math.max(watermark, time);
    }
    recentState = context.getOperatorStateStore().getUnionListState(RECENT);
    countState = context.getOperatorStateStore().getListState(COUNTS);
    for (RecentWindow saved : recentState.get()) {
      if (PunctuatedSink.ownerOf(saved.partition(), parallelism) == subtask) {
        RecentRecords records = window(saved.partition());
        for (long fingerprint : saved.fingerprints()) {
          records.add(fingerprint);
        }
      }
    }
    RecordReader<SourceArrivals> reader = RecordReader.of(SourceArrivals.class);
    for (byte[] row : countState.get()) {
      counts.restore(reader.read(row));
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    List<RecentWindow> windows = new ArrayList<>();
    recent.forEach(
        (partition, records) -> windows.add(new RecentWindow(partition, records.toArray())));
    recentState.update(windows);
    List<byte[]> open = new ArrayList<>();
    for (SourceArrivals row : counts.open()) {
      open.add(rows.write(row));
    }
    countState.update(open);
    timeState.update(List.of(watermark));
  }

  @Override
  public void processElement(StreamRecord<Arrived> element) {
    Arrived arrived = element.getValue();
    Fate fate = arrived.fate();
    if (fate == Fate.ACCEPTED && !window(arrived.outPartition()).add(arrived.fingerprint())) {
      fate = Fate.DUPLICATE;
    }
    counters.count(arrived.source(), fate);
    counts.add(
        new Arrival(
            arrived.source(),
            arrived.entity(),
            arrived.sourcePartition(),
            arrived.sourceOffset(),
            fate,
            arrived.operation(),
            arrived.arrivalTime(),
            arrived.eventTime(),
            arrived.completeThrough(),
            arrived.ingestTime() <= watermark,
            arrived.filledFields(),
            arrived.nameJudged(),
            arrived.unknownName()));
    if (arrived.topic() != null && fate != Fate.DUPLICATE) {
      output.collect(
          element.replace(
              new OutboundRecord(
                  arrived.topic(),
                  arrived.outPartition(),
                  arrived.key().getBytes(StandardCharsets.UTF_8),
                  arrived.value(),
                  arrived.ingestTime()),
              arrived.ingestTime()));
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (!Watermark.MAX_WATERMARK.equals(mark)) {
      long before = watermark;
      watermark = Math.max(watermark, mark.getTimestamp());
      for (SourceArrivals row : counts.takeUpTo(before, watermark)) {
        long time = row.getIngestTime().toEpochMilli();
        output.collect(
            new StreamRecord<>(
                new OutboundRecord(
                    Topic.SOURCE_ARRIVALS,
                    arrivalsPartition,
                    row.getSource().getBytes(StandardCharsets.UTF_8),
                    rows.write(row),
                    time),
                time));
      }
    }
    super.processWatermark(mark);
  }

  private RecentRecords window(int partition) {
    return recent.computeIfAbsent(partition, p -> new RecentRecords(window));
  }
}
