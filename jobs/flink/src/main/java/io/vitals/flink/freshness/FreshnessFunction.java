package io.vitals.flink.freshness;

import io.vitals.domain.freshness.FreshnessRules;
import io.vitals.domain.freshness.FreshnessState;
import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Holds what is known of one source, judges it at each arrival and when its verdict runs out.
 * Arrivals wait for their time, so that a verdict that ran out before them is told whether they
 * were read ahead of time or not. For each declared source one state, one timer for the verdict,
 * and one of each instant that is waited for.
 */
final class FreshnessFunction extends KeyedProcessFunction<String, ArrivalsRow, OutboundRecord> {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<FreshnessState> STATE =
      new ValueStateDescriptor<>("freshness", TypeInformation.of(FreshnessState.class));

  static final MapStateDescriptor<Long, FreshnessState> AHEAD =
      new MapStateDescriptor<>(
          "arrivals-ahead", Types.LONG, TypeInformation.of(FreshnessState.class));

  private final Map<String, SourceDeclaration> sources;

  private transient MapState<Long, FreshnessState> ahead;
  private transient ValueState<FreshnessState> states;
  private transient RecordReader<SourceArrivals> arrivals;
  private transient RecordWriter<SourceFreshness> rows;

  FreshnessFunction(Map<String, SourceDeclaration> sources) {
    this.sources = sources;
  }

  @Override
  public void open(OpenContext context) {
    states = getRuntimeContext().getState(STATE);
    ahead = getRuntimeContext().getMapState(AHEAD);
    arrivals = RecordReader.of(SourceArrivals.class);
    rows = RecordWriter.of(SourceFreshness.class);
  }

  @Override
  public void processElement(ArrivalsRow row, Context context, Collector<OutboundRecord> out)
      throws Exception {
    if (sources.containsKey(row.source())) {
      FreshnessState sameInstant = ahead.get(row.time());
      FreshnessState known = sameInstant == null ? FreshnessState.empty() : sameInstant;
      ahead.put(row.time(), FreshnessRules.with(known, arrivals.read(row.value())));
      context.timerService().registerEventTimeTimer(row.time());
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<OutboundRecord> out)
      throws Exception {
    SourceDeclaration source = sources.get(context.getCurrentKey());
    boolean endOfTime = context.timerService().currentWatermark() == Long.MAX_VALUE;
    if (endOfTime || source == null) {
      return;
    }
    FreshnessState known = states.value() == null ? FreshnessState.empty() : states.value();
    FreshnessState arrived = ahead.get(time);
    if (arrived != null) {
      ahead.remove(time);
      nextChange(known, source, time).ifPresent(context.timerService()::deleteEventTimeTimer);
      known = FreshnessRules.with(known, arrived);
    }
    Instant now = Instant.ofEpochMilli(time);
    FreshnessState judged = FreshnessRules.judged(known, source.expectedCadence(), now);
    states.update(judged);
    nextChange(judged, source, time).ifPresent(context.timerService()::registerEventTimeTimer);
    if (judged.status() != known.status()) {
      out.collect(row(source, judged, now));
    }
  }

  private OptionalLong nextChange(FreshnessState state, SourceDeclaration source, long now)
      throws Exception {
    long next =
        FreshnessRules.nextChange(state, source.expectedCadence(), Instant.ofEpochMilli(now));
    boolean waitedForAnyway = next == Long.MAX_VALUE || ahead.contains(next);
    return waitedForAnyway ? OptionalLong.empty() : OptionalLong.of(next);
  }

  private OutboundRecord row(SourceDeclaration source, FreshnessState state, Instant now) {
    SourceFreshness row =
        SourceFreshness.newBuilder()
            .setIngestTime(now)
            .setSource(source.id())
            .setEntities(List.copyOf(source.entities()))
            .setStatus(state.status())
            .setSince(Instant.ofEpochMilli(state.since()))
            .setReason(
                "last arrival %s, expected every %s"
                    .formatted(instantOrNever(state.lastArrival()), source.expectedCadence()))
            .setLastArrivalTime(instantOrNull(state.lastArrival()))
            .setLastEventTime(instantOrNull(state.lastEventTime()))
            .setCompleteThrough(instantOrNull(state.completeThrough()))
            .setExpectedCadenceSeconds(source.expectedCadence().toSeconds())
            .build();
    return new OutboundRecord(
        Topic.SOURCE_FRESHNESS,
        Topic.SOURCE_FRESHNESS.partitionOf(source.id()),
        source.id().getBytes(StandardCharsets.UTF_8),
        rows.write(row),
        now.toEpochMilli());
  }

  private static Instant instantOrNull(long time) {
    return time == FreshnessState.NEVER ? null : Instant.ofEpochMilli(time);
  }

  private static String instantOrNever(long time) {
    return time == FreshnessState.NEVER ? "never" : Instant.ofEpochMilli(time).toString();
  }
}
