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
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Holds what is known of one source, judges it at each arrival and when its verdict runs out. One
 * state and at most two timers for each declared source.
 */
final class FreshnessFunction extends KeyedProcessFunction<String, ArrivalsRow, OutboundRecord> {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<FreshnessState> STATE =
      new ValueStateDescriptor<>("freshness", TypeInformation.of(FreshnessState.class));

  private final Map<String, SourceDeclaration> sources;

  private transient ValueState<FreshnessState> states;
  private transient RecordReader<SourceArrivals> arrivals;
  private transient RecordWriter<SourceFreshness> rows;

  FreshnessFunction(Map<String, SourceDeclaration> sources) {
    this.sources = sources;
  }

  @Override
  public void open(OpenContext context) {
    states = getRuntimeContext().getState(STATE);
    arrivals = RecordReader.of(SourceArrivals.class);
    rows = RecordWriter.of(SourceFreshness.class);
  }

  @Override
  public void processElement(ArrivalsRow row, Context context, Collector<OutboundRecord> out)
      throws Exception {
    SourceDeclaration source = sources.get(row.source());
    if (source != null) {
      FreshnessState known = states.value() == null ? FreshnessState.empty() : states.value();
      FreshnessState updated = FreshnessRules.with(known, arrivals.read(row.value()));
      judge(source, updated, row.time(), context, out);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<OutboundRecord> out)
      throws Exception {
    boolean endOfTime = context.timerService().currentWatermark() == Long.MAX_VALUE;
    if (!endOfTime) {
      judge(sources.get(context.getCurrentKey()), states.value(), time, context, out);
    }
  }

  private void judge(
      SourceDeclaration source,
      FreshnessState known,
      long now,
      Context context,
      Collector<OutboundRecord> out)
      throws Exception {
    Instant instant = Instant.ofEpochMilli(now);
    FreshnessState judged = FreshnessRules.judged(known, source.expectedCadence(), instant);
    states.update(judged);
    long next = FreshnessRules.nextChange(judged, source.expectedCadence(), instant);
    if (next != Long.MAX_VALUE) {
      context.timerService().registerEventTimeTimer(next);
    }
    if (judged.status() != known.status()) {
      out.collect(row(source, judged, instant));
    }
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
