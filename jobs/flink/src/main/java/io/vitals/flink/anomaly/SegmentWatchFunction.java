package io.vitals.flink.anomaly;

import io.vitals.domain.anomaly.series.Family;
import io.vitals.domain.anomaly.series.Hours;
import io.vitals.domain.anomaly.series.SegmentWatch;
import io.vitals.domain.anomaly.series.SeriesCount;
import io.vitals.domain.anomaly.series.SeriesMeasure;
import io.vitals.domain.anomaly.series.Subject;
import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.flink.health.Announcement;
import io.vitals.flink.health.SourceCompleteness;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
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
 * Sums the hours of a segment's accounts, or of all, until they are complete. Bounded by the hours
 * that wait.
 */
final class SegmentWatchFunction
    extends KeyedBroadcastProcessFunction<String, AccountHour, Announcement, SeriesCount> {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<SegmentWatch.State> WATCH =
      new ValueStateDescriptor<>("watch", TypeInformation.of(SegmentWatch.State.class));
  static final MapStateDescriptor<String, AccountHour> SUMS =
      new MapStateDescriptor<>("sums", Types.STRING, TypeInformation.of(AccountHour.class));

  private final Map<String, SourceDeclaration> sources;

  private transient ValueState<SegmentWatch.State> watched;
  private transient MapState<String, AccountHour> sums;
  private transient SourceCompleteness completeness;

  SegmentWatchFunction(Map<String, SourceDeclaration> sources) {
    this.sources = new TreeMap<>(sources);
  }

  @Override
  public void open(OpenContext context) {
    watched = getRuntimeContext().getState(WATCH);
    sums = getRuntimeContext().getMapState(SUMS);
    completeness = new SourceCompleteness(sources);
  }

  @Override
  public void processBroadcastElement(
      Announcement news, Context context, Collector<SeriesCount> out) throws Exception {
    completeness.add(
        news.completeness(),
        context.getBroadcastState(SourceCompleteness.STATE),
        context.currentWatermark());
  }

  @Override
  public void processElement(AccountHour hour, ReadOnlyContext context, Collector<SeriesCount> out)
      throws Exception {
    SegmentWatch.State state = watched.value();
    if (state == null) {
      state = new SegmentWatch.State(hour.hour(), hour.hour());
      watched.update(state);
      TimerService timers = context.timerService();
      // After a restore hours come before the first watermark does.
      long now = Math.max(timers.currentWatermark(), (hour.hour() + 1L) * Hours.MILLIS);
      timers.registerEventTimeTimer(Hours.nextJudging(now));
    }
    if (hour.hour() >= (hour.usage() ? state.usageFrom() : state.supportFrom())) {
      String key = key(hour.hour(), hour.usage());
      AccountHour before = sums.get(key);
      sums.put(key, before == null ? hour : before.plus(hour));
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<SeriesCount> out)
      throws Exception {
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    completeness.read(context.getBroadcastState(SourceCompleteness.STATE).immutableEntries());
    SegmentWatch.State before = watched.value();
    SegmentWatch.State after =
        SegmentWatch.count(
            before,
            Subject.segment(context.getCurrentKey()),
            time,
            completeness.at(Instant.ofEpochMilli(time)),
            this::sum,
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
