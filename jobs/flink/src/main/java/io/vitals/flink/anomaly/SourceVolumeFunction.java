package io.vitals.flink.anomaly;

import io.vitals.domain.anomaly.series.Hours;
import io.vitals.domain.anomaly.series.SeriesMeasure;
import io.vitals.domain.anomaly.series.SeriesPanel;
import io.vitals.domain.anomaly.series.SeriesPoint;
import io.vitals.domain.anomaly.series.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Judges how many records of a source arrived in an hour of ingest time. The first hour is not
 * whole and is left out. Bounded by the hours read ahead, and one detector.
 */
final class SourceVolumeFunction extends KeyedProcessFunction<String, SourceVolume, SeriesPoint> {
  private static final long serialVersionUID = 1L;

  static final MapStateDescriptor<Integer, Long> RECORDS =
      new MapStateDescriptor<>("records", Types.INT, Types.LONG);

  private final Set<LocalDate> holidays;

  private transient MapState<Integer, Long> records;
  private transient Detectors detectors;
  private transient SeriesPanel panel;

  SourceVolumeFunction(Set<LocalDate> holidays) {
    this.holidays = new TreeSet<>(holidays);
  }

  @Override
  public void open(OpenContext context) {
    records = getRuntimeContext().getMapState(RECORDS);
    detectors = new Detectors(getRuntimeContext().getMapState(Detectors.MEMORIES));
    panel = Detectors.panel(holidays);
  }

  @Override
  public void processElement(SourceVolume volume, Context context, Collector<SeriesPoint> out)
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
  public void onTimer(long time, OnTimerContext context, Collector<SeriesPoint> out)
      throws Exception {
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    int hour = Hours.judgeableBefore(time, Instant.ofEpochMilli(time)) - 1;
    Long count = records.get(hour);
    out.collect(
        panel.hour(
            Subject.source(context.getCurrentKey()),
            SeriesMeasure.RECORDS,
            hour,
            count == null ? 0 : count,
            detectors));
    records.remove(hour - 1);
    if (count == null) {
      records.put(hour, 0L);
    }
    context.timerService().registerEventTimeTimer(Hours.nextJudging(time));
  }
}
