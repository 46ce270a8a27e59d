package io.vitals.flink.freshness;

import io.vitals.domain.freshness.FreshnessRow;
import io.vitals.domain.freshness.FreshnessRules;
import io.vitals.domain.freshness.FreshnessState;
import io.vitals.domain.freshness.PassingTime;
import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.flink.punctuated.RowsAhead;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Holds what is known of one source, judges it at each arrival and when its verdict runs out.
 * Arrivals wait for their time, so that a verdict that ran out before them is told whether they
 * were read ahead of time or not. For each declared source one state, one timer for what comes
 * next, and one of each instant that is waited for.
 *
 * <p>A row is written at each change of status or cause, and for the figures each minute; each hour
 * while history loads.
 */
final class FreshnessFunction extends KeyedProcessFunction<String, ArrivalsRow, OutboundRecord> {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<FreshnessState> STATE =
      new ValueStateDescriptor<>("freshness", TypeInformation.of(FreshnessState.class));

  static final ValueStateDescriptor<Long> NEXT = new ValueStateDescriptor<>("next", Types.LONG);

  static final MapStateDescriptor<Long, List<byte[]>> AHEAD =
      new MapStateDescriptor<>(
          "arrivals-ahead",
          Types.LONG,
          Types.LIST(PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** By more than this behind time, history loads. */
  private static final long LOADING = Duration.ofMinutes(15).toMillis();

  private final Map<String, SourceDeclaration> sources;

  private transient RowsAhead<byte[]> ahead;
  private transient ValueState<FreshnessState> states;
  private transient ValueState<Long> next;
  private transient RecordReader<SourceArrivals> arrivals;
  private transient RecordWriter<SourceFreshness> rows;

  FreshnessFunction(Map<String, SourceDeclaration> sources) {
    this.sources = sources;
  }

  @Override
  public void open(OpenContext context) {
    states = getRuntimeContext().getState(STATE);
    next = getRuntimeContext().getState(NEXT);
    ahead = new RowsAhead<>(getRuntimeContext().getMapState(AHEAD));
    arrivals = RecordReader.of(SourceArrivals.class);
    rows = RecordWriter.of(SourceFreshness.class);
  }

  @Override
  public void processElement(ArrivalsRow row, Context context, Collector<OutboundRecord> out)
      throws Exception {
    boolean begun = states.value() != null;
    if (!sources.containsKey(row.source()) || (row.isCall() && begun)) {
      return;
    }
    if (row.isCall()) {
      ahead.await(row.time(), context.timerService());
    } else {
      ahead.add(row.time(), row.value(), context.timerService());
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<OutboundRecord> out)
      throws Exception {
    SourceDeclaration source = sources.get(context.getCurrentKey());
    TimerService timers = context.timerService();
    boolean endOfTime = timers.currentWatermark() == Long.MAX_VALUE;
    if (endOfTime) {
      return;
    }
    Instant now = Instant.ofEpochMilli(time);
    if (source == null) {
      if (states.value() != null) {
        // What nobody expects is not missing: a break of it would explain and page for ever.
        out.collect(record(FreshnessRow.noLongerDeclared(context.getCurrentKey(), now)));
      }
      ahead.take(time);
      states.clear();
      next.clear();
      return;
    }
    FreshnessState before = states.value() == null ? FreshnessState.empty() : states.value();
    FreshnessState state = PassingTime.to(source, before, now);
    for (byte[] row : ahead.take(time)) {
      state = state.with(arrivals.read(row));
    }
    state = FreshnessRules.judged(source, state, now);
    states.update(state);
    boolean transition =
        state.verdict().status() != before.verdict().status()
            || state.verdict().cause() != before.verdict().cause();
    if (transition || time % MINUTE == 0) {
      out.collect(record(FreshnessRow.of(source, state, now, transition)));
    }
    schedule(FreshnessRules.nextChange(source, state, now), time, timers);
  }

  private void schedule(long change, long time, TimerService timers) throws Exception {
    long step = timers.currentWatermark() - time > LOADING ? HOUR : MINUTE;
    long figures = (Math.floorDiv(time, step) + 1) * step;
    long moment = Math.min(change, figures);
    Long old = next.value();
    if (old != null && old != moment && !ahead.awaits(old)) {
      timers.deleteEventTimeTimer(old);
    }
    next.update(moment);
    timers.registerEventTimeTimer(moment);
  }

  private OutboundRecord record(SourceFreshness row) {
    return OutboundRecord.of(
        Topic.SOURCE_FRESHNESS,
        row.getSource(),
        rows.write(row),
        row.getIngestTime().toEpochMilli());
  }
}
