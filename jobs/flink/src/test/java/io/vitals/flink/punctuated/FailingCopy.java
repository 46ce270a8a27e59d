package io.vitals.flink.punctuated;

import io.vitals.schemas.Heartbeat;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Copies heartbeats to another topic and notes in them what it sees: the watermark in {@code
 * complete_through}, and after the id in {@code source} the attempt it is in. Its first attempts
 * fail, each at a record after its first checkpoint.
 */
final class FailingCopy extends ProcessFunction<InboundRecord, OutboundRecord>
    implements CheckpointListener {
  private static final long serialVersionUID = 1L;

  private final Topic target;
  private final int partitionsUsed;
  private final int failures;

  private transient RecordReader<Heartbeat> reader;
  private transient RecordWriter<Heartbeat> writer;
  private transient int attempt;
  private transient boolean checkpointed;

  /**
   * @param partitionsUsed of the target; the others stay empty
   * @param failures so many attempts fail
   */
  FailingCopy(Topic target, int partitionsUsed, int failures) {
    this.target = target;
    this.partitionsUsed = partitionsUsed;
    this.failures = failures;
  }

  @Override
  public void open(OpenContext context) {
    reader = RecordReader.of(Heartbeat.class);
    writer = RecordWriter.of(Heartbeat.class);
    attempt = getRuntimeContext().getTaskInfo().getAttemptNumber();
    checkpointed = false;
  }

  @Override
  public void processElement(InboundRecord record, Context context, Collector<OutboundRecord> out) {
    if (checkpointed && attempt < failures) {
      throw new IllegalStateException("meant to fail, attempt " + attempt);
    }
    Heartbeat heartbeat = reader.read(record.value());
    String id = idOf(heartbeat);
    heartbeat.setSource(id + "@" + attempt);
    long watermark = Math.max(context.timerService().currentWatermark(), 0);
    heartbeat.setCompleteThrough(Instant.ofEpochMilli(watermark));
    int partition = Math.floorMod(id.hashCode(), partitionsUsed);
    out.collect(
        new OutboundRecord(
            target, partition, new byte[] {1}, writer.write(heartbeat), context.timestamp()));
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    checkpointed = true;
  }

  static String idOf(Heartbeat heartbeat) {
    return heartbeat.getSource().split("@", 2)[0];
  }

  static int attemptOf(Heartbeat heartbeat) {
    return Integer.parseInt(heartbeat.getSource().split("@", 2)[1]);
  }
}
