package io.vitals.flink.intake;

import io.vitals.schemas.ClockTick;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.SingleObjectDecoder;
import io.vitals.schemas.wire.SourceDecoder;
import io.vitals.schemas.wire.SourceDecoder.Decoded;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Turns ticks into time; what is no tick tells none and is passed on, to be judged as any record
 * that cannot be used. The time told last is state: Flink keeps no watermarks, so after a failure
 * behind the last tick of a history time would stand until another came.
 */
final class ClockOperator extends AbstractStreamOperator<SourceRecord>
    implements OneInputStreamOperator<SourceRecord, SourceRecord> {
  private static final long serialVersionUID = 1L;

  /** A live tick is this far ahead of what may still be on its way to a source topic. */
  static final Duration MARGIN = Duration.ofSeconds(1);

  static final ListStateDescriptor<Long> TIME = new ListStateDescriptor<>("time", Types.LONG);

  private transient SourceDecoder ticks;
  private transient ListState<Long> timeState;
  private transient long time;

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    ticks = new SingleObjectDecoder(Topic.CLOCK);
    time = Long.MIN_VALUE;
    timeState = context.getOperatorStateStore().getListState(TIME);
    for (long told : timeState.get()) {
      time = Math.max(time, told);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    if (time != Long.MIN_VALUE) {
      output.emitWatermark(new Watermark(time));
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    timeState.update(List.of(time));
  }

  @Override
  public void processElement(StreamRecord<SourceRecord> element) {
    if (ticks.decode(element.getValue().value()) instanceof Decoded decoded
        && decoded.record() instanceof ClockTick tick) {
      tell(tick);
    } else {
      output.collect(element);
    }
  }

  /** The source tells no time of its own but that it has ended. */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (Watermark.MAX_WATERMARK.equals(mark)) {
      super.processWatermark(mark);
    }
  }

  private void tell(ClockTick tick) {
    // Never below the epoch, where a margin could lead below the least number.
    long instant = Math.max(0, tick.getIngestTime().toEpochMilli());
    long told = tick.getSettled() ? instant : instant - MARGIN.toMillis();
    if (told > time) {
      time = told;
      output.emitWatermark(new Watermark(time));
    }
  }
}
