package io.vitals.flink.anomaly;

import io.vitals.domain.anomaly.series.Family;
import io.vitals.domain.anomaly.series.Hours;
import io.vitals.domain.anomaly.series.SegmentWatch;
import io.vitals.domain.anomaly.series.SeriesMeasure;
import io.vitals.domain.anomaly.series.SeriesPoint;
import io.vitals.domain.anomaly.series.Subject;
import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.flink.health.Announcement;
import io.vitals.flink.health.CompletenessRow;
import io.vitals.flink.health.SourceCompleteness;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Sums the hours of a segment's accounts, or of all, and judges the sums. Bounded by the hours that
 * wait, and by a detector of each measure.
 */
final class SegmentWatchFunction
    extends KeyedBroadcastProcessFunction<String, AccountHour, Announcement, SeriesPoint> {
  private static final long serialVersionUID = 1L;

  static final MapStateDescriptor<String, CompletenessRow> COMPLETENESS =
      new MapStateDescriptor<>(
          "completeness", Types.STRING, TypeInformation.of(CompletenessRow.class));
  static final ValueStateDescriptor<SegmentWatch.State> WATCH =
      new ValueStateDescriptor<>("watch", TypeInformation.of(SegmentWatch.State.class));
  static final MapStateDescriptor<String, AccountHour> SUMS =
      new MapStateDescriptor<>("sums", Types.STRING, TypeInformation.of(AccountHour.class));

  private final Map<String, SourceDeclaration> sources;
  private final Set<LocalDate> holidays;

  private transient ValueState<SegmentWatch.State> watched;
  private transient MapState<String, AccountHour> sums;
  private transient Detectors detectors;
  private transient SourceCompleteness completeness;
  private transient SegmentWatch watch;

  SegmentWatchFunction(Map<String, SourceDeclaration> sources, Set<LocalDate> holidays) {
    this.sources = new TreeMap<>(sources);
    this.holidays = new TreeSet<>(holidays);
  }

  @Override
  public void open(OpenContext context) {
    watched = getRuntimeContext().getState(WATCH);
    sums = getRuntimeContext().getMapState(SUMS);
    detectors = new Detectors(getRuntimeContext().getMapState(Detectors.MEMORIES));
    completeness = new SourceCompleteness(sources);
    watch = new SegmentWatch(Detectors.panel(holidays));
  }

  @Override
  public void processBroadcastElement(
      Announcement news, Context context, Collector<SeriesPoint> out) throws Exception {
    completeness.add(
        news.completeness(), context.getBroadcastState(COMPLETENESS), context.currentWatermark());
  }

  @Override
  public void processElement(AccountHour hour, ReadOnlyContext context, Collector<SeriesPoint> out)
      throws Exception {
    SegmentWatch.State state = watched.value();
    if (state == null) {
      state = new SegmentWatch.State(hour.hour(), hour.hour());
      watched.update(state);
      TimerService timers = context.timerService();
      timers.registerEventTimeTimer(Hours.nextJudging(timers.currentWatermark()));
    }
    if (hour.hour() >= (hour.usage() ? state.usageFrom() : state.supportFrom())) {
      String key = key(hour.hour(), hour.usage());
      AccountHour before = sums.get(key);
      sums.put(key, before == null ? hour : before.plus(hour));
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<SeriesPoint> out)
      throws Exception {
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    completeness.read(context.getBroadcastState(COMPLETENESS).immutableEntries());
    SegmentWatch.State before = watched.value();
    SegmentWatch.State after =
        watch.judge(
            before,
            Subject.segment(context.getCurrentKey()),
            time,
            completeness.at(Instant.ofEpochMilli(time)),
            this::sum,
            detectors,
            out::collect);
    for (int hour = before.usageFrom(); hour < after.usageFrom(); hour++) {
      sums.remove(key(hour, true));
    }
    for (int hour = before.supportFrom(); hour < after.supportFrom(); hour++) {
      sums.remove(key(hour, false));
    }
    watched.update(after);
    context.timerService().registerEventTimeTimer(Hours.nextJudging(time));
  }

  private long sum(int hour, SeriesMeasure measure) throws Exception {
    boolean usage = measure.family() != Family.SUPPORT;
    AccountHour sum = sums.get(key(hour, usage));
    return sum == null ? 0 : sum.of(measure);
  }

  private static String key(int hour, boolean usage) {
    return (usage ? "u" : "t") + hour;
  }
}
