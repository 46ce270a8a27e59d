package io.vitals.flink.anomaly;

import io.vitals.domain.anomaly.series.Hours;
import io.vitals.domain.anomaly.series.SeriesCount;
import io.vitals.domain.anomaly.series.SeriesMeasure;
import io.vitals.domain.anomaly.series.Subject;
import io.vitals.schemas.SignalScope;
import java.time.Instant;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts how many records of a source arrived in an hour of ingest time. The first hour is not
 * whole and is left out. Bounded by the hours read ahead.
 */
final class SourceVolumeFunction extends KeyedProcessFunction<String, SourceVolume, SeriesCount> {
  private static final long serialVersionUID = 1L;

  static final MapStateDescriptor<Integer, Long> RECORDS =
      new MapStateDescriptor<>("records", Types.INT, Types.LONG);

  private final Set<String> declared;

  private transient MapState<Integer, Long> records;

  /**
   * A watch.
   *
   * @param declared sources by id; one that no longer is, is watched no more
   */
  SourceVolumeFunction(Set<String> declared) {
    this.declared = Set.copyOf(declared);
  }

  @Override
  public void open(OpenContext context) {
    records = getRuntimeContext().getMapState(RECORDS);
  }

  @Override
  public void processElement(SourceVolume volume, Context context, Collector<SeriesCount> out)
      throws Exception {
    int hour = Hours.of(volume.time());
    boolean isFirst = records.isEmpty();
    Long before = records.get(hour);
    records.put(hour, (before == null ? 0 : before) + volume.records());
    if (isFirst) {
      TimerService timers = context.timerService();
      timers.registerEventTimeTimer(Hours.judgedAt(hour + 1));
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<SeriesCount> out)
      throws Exception {
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    if (!declared.contains(context.getCurrentKey())) {
      records.clear();
      out.collect(SeriesCount.end(SignalScope.SOURCE, context.getCurrentKey()));
      return;
    }
    int hour = Hours.judgeableBefore(time, Instant.ofEpochMilli(time)) - 1;
    Long count = records.get(hour);
    out.collect(
        SeriesCount.ofHour(
            Subject.source(context.getCurrentKey()),
            SeriesMeasure.RECORDS,
            hour,
            count == null ? 0 : count));
    records.remove(hour - 1);
    if (count == null) {
      records.put(hour, 0L);
    }
    context.timerService().registerEventTimeTimer(Hours.nextJudging(time));
  }
}
