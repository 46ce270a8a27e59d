package io.vitals.flink.anomaly;

import io.vitals.domain.anomaly.series.Hours;
import io.vitals.domain.anomaly.series.SeriesCount;
import io.vitals.domain.anomaly.series.SeriesMeasure;
import io.vitals.domain.anomaly.series.Subject;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts by the hour the accounts of a segment, or of all, that come to be at risk, from the first
 * on. Bounded by the hours read ahead.
 */
final class FallenSumFunction extends KeyedProcessFunction<String, AccountBand, SeriesCount> {
  private static final long serialVersionUID = 1L;

  /** By when they are judged. */
  static final MapStateDescriptor<Long, Integer> FALLEN =
      new MapStateDescriptor<>("fallen", Types.LONG, Types.INT);

  private transient MapState<Long, Integer> fallen;

  @Override
  public void open(OpenContext context) {
    fallen = getRuntimeContext().getMapState(FALLEN);
  }

  @Override
  public void processElement(AccountBand account, Context context, Collector<SeriesCount> out)
      throws Exception {
    long due = Hours.nextJudging(context.timestamp());
    Integer before = fallen.get(due);
    fallen.put(due, before == null ? 1 : before + 1);
    context.timerService().registerEventTimeTimer(due);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<SeriesCount> out)
      throws Exception {
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    Integer count = fallen.get(time);
    fallen.remove(time);
    out.collect(
        SeriesCount.ofHour(
            Subject.segment(context.getCurrentKey()),
            SeriesMeasure.NEWLY_AT_RISK,
            Hours.judgeableBefore(time, Instant.ofEpochMilli(time)) - 1,
            count == null ? 0 : count));
    context.timerService().registerEventTimeTimer(Hours.nextJudging(time));
  }
}
