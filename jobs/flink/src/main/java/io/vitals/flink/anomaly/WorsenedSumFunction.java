package io.vitals.flink.anomaly;

import io.vitals.domain.anomaly.series.Hours;
import io.vitals.domain.anomaly.series.SeriesCount;
import io.vitals.domain.anomaly.series.Subject;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts by the hour what got worse with the accounts of a segment, or of all, from the first on.
 * Bounded by the hours read ahead.
 */
final class WorsenedSumFunction extends KeyedProcessFunction<String, Worsened, SeriesCount> {
  private static final long serialVersionUID = 1L;

  /** By when they are judged. */
  static final MapStateDescriptor<Long, Integer> WORSENED =
      new MapStateDescriptor<>("worsened", Types.LONG, Types.INT);

  private transient MapState<Long, Integer> worsened;

  @Override
  public void open(OpenContext context) {
    worsened = getRuntimeContext().getMapState(WORSENED);
  }

  @Override
  public void processElement(Worsened account, Context context, Collector<SeriesCount> out)
      throws Exception {
    long due = Hours.nextJudging(context.timestamp());
    Integer before = worsened.get(due);
    worsened.put(due, (before == null ? 0 : before) + account.count());
    context.timerService().registerEventTimeTimer(due);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<SeriesCount> out)
      throws Exception {
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    Integer count = worsened.get(time);
    worsened.remove(time);
    out.collect(
        SeriesCount.ofHour(
            Subject.segment(Worsened.segmentOf(context.getCurrentKey())),
            Worsened.measureOf(context.getCurrentKey()),
            Hours.judgeableBefore(time, Instant.ofEpochMilli(time)) - 1,
            count == null ? 0 : count));
    context.timerService().registerEventTimeTimer(Hours.nextJudging(time));
  }
}
