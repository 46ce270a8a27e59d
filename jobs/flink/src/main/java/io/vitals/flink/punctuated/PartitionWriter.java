package io.vitals.flink.punctuated;

import io.vitals.schemas.topics.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The only writer of the partitions it owns: those whose number, modulo the parallelism, is the
 * subtask's. What it lets through of a partition rises above every punctuation it wrote there.
 *
 * <ul>
 *   <li>A record at or below the watermark or the partition's last punctuation is behind: it is
 *       restamped to just after both, and counted.
 *   <li>Punctuation is written before each checkpoint barrier, changed or not, since a reader that
 *       restarts with nothing new would otherwise stand at no time at all; and when the watermark
 *       enters another hour.
 *   <li>The end of input is no time: punctuation stays at the last real watermark, and nothing
 *       follows the one written then, lest the last checkpoint never ends.
 * </ul>
 *
 * <p>State: one entry per owned partition, so bounded by the catalogue.
 */
final class PartitionWriter extends AbstractStreamOperator<OutboundRecord>
    implements OneInputStreamOperator<OutboundRecord, OutboundRecord>, BoundedOneInput {
  /** Flink counter of the records that were behind, those that waited in vain among them. */
  static final String RESTAMPED_RECORDS = "restampedRecords";

  private static final long serialVersionUID = 1L;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final ListStateDescriptor<LastPunctuation> LAST_PUNCTUATIONS =
      new ListStateDescriptor<>("last-punctuations", TypeInformation.of(LastPunctuation.class));

  private final List<Topic> topics;
  private final String job;

  /** By topic and partition; a topic that is not written has none. */
  private transient Map<Topic, long[]> lastPunctuations;

  private transient long watermark;
  private transient boolean ended;
  private transient ListState<LastPunctuation> state;
  private transient Punctuations punctuations;
  private transient Counter restampedRecords;

  PartitionWriter(List<Topic> topics, String job) {
    this.topics = List.copyOf(topics);
    this.job = job;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    watermark = Long.MIN_VALUE;
    lastPunctuations = new EnumMap<>(Topic.class);
    for (Topic topic : topics) {
      long[] times = new long[topic.partitions()];
      Arrays.fill(times, Long.MIN_VALUE);
      lastPunctuations.put(topic, times);
    }
    state = context.getOperatorStateStore().getUnionListState(LAST_PUNCTUATIONS);
    for (LastPunctuation last : state.get()) {
      restore(last);
    }
  }

  private void restore(LastPunctuation last) {
    for (Topic topic : topics) {
      if (topic.topicName().equals(last.topic()) && owns(last.partition())) {
        long[] times = lastPunctuations.get(topic);
        times[last.partition()] = Math.max(times[last.partition()], last.time());
      }
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    punctuations = new Punctuations(job);
    restampedRecords = getMetricGroup().counter(RESTAMPED_RECORDS);
  }

  @Override
  public void processElement(StreamRecord<OutboundRecord> element) {
    OutboundRecord record = element.getValue();
    long reached = Math.max(watermark, lastPunctuations.get(record.topic())[record.partition()]);
    if (record.timestamp() <= reached) {
      restampedRecords.inc();
      emit(record.at(reached + 1));
    } else {
      output.collect(element);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() != Watermark.MAX_WATERMARK.getTimestamp()) {
      boolean otherHour =
          Math.floorDiv(mark.getTimestamp(), HOUR) != Math.floorDiv(watermark, HOUR);
      watermark = mark.getTimestamp();
      if (otherHour) {
        punctuate();
      }
    }
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    if (!ended) {
      punctuate();
    }
  }

  @Override
  public void endInput() {
    punctuate();
    ended = true;
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.clear();
    for (Topic topic : topics) {
      long[] times = lastPunctuations.get(topic);
      for (int partition = 0; partition < times.length; partition++) {
        if (times[partition] != Long.MIN_VALUE) {
          state.add(new LastPunctuation(topic.topicName(), partition, times[partition]));
        }
      }
    }
  }

  private void punctuate() {
    for (Topic topic : topics) {
      long[] times = lastPunctuations.get(topic);
      for (int partition = 0; partition < times.length; partition++) {
        if (owns(partition)) {
          times[partition] = Math.max(times[partition], watermark);
          if (times[partition] != Long.MIN_VALUE) {
            emit(punctuations.at(topic, partition, times[partition]));
          }
        }
      }
    }
  }

  private boolean owns(int partition) {
    return ownerOf(partition, getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks())
        == getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
  }

  /** The subtask that writes this partition of every topic. */
  static int ownerOf(int partition, int parallelism) {
    return partition % parallelism;
  }

  private void emit(OutboundRecord record) {
    output.collect(new StreamRecord<>(record, record.timestamp()));
  }
}
