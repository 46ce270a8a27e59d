package io.vitals.flink.anomaly;

import io.vitals.domain.anomaly.budget.SourceBreak;
import io.vitals.domain.anomaly.episode.Anomalies;
import io.vitals.domain.anomaly.episode.AnomalyMemory;
import io.vitals.domain.anomaly.episode.AnomalySettings;
import io.vitals.domain.anomaly.episode.Planned;
import io.vitals.domain.anomaly.series.SeriesPoint;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.flink.punctuated.RowsAhead;
import io.vitals.schemas.AnomalyDecision;
import io.vitals.schemas.Entity;
import io.vitals.schemas.Signal;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decides at each moment of judging on all points that were judged then. One key for all, so it
 * runs in one place: a budget is one. Bounded by the points of a moment, the sources, what people
 * said of a subject and kind, and what {@link AnomalyMemory} remembers.
 */
final class AnomalyFunction
    extends KeyedCoProcessFunction<Integer, SeriesPoint, Circumstance, OutboundRecord> {
  private static final long serialVersionUID = 1L;

  static final MapStateDescriptor<String, SeriesPoint> POINTS =
      new MapStateDescriptor<>("points", Types.STRING, TypeInformation.of(SeriesPoint.class));
  static final MapStateDescriptor<String, BreakRow> BREAKS =
      new MapStateDescriptor<>("breaks", Types.STRING, TypeInformation.of(BreakRow.class));
  static final MapStateDescriptor<Long, List<byte[]>> FRESHNESS_AHEAD =
      new MapStateDescriptor<>(
          "freshness-ahead",
          Types.LONG,
          Types.LIST(PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  static final MapStateDescriptor<String, Planned> PLANS =
      new MapStateDescriptor<>("plans", Types.STRING, TypeInformation.of(Planned.class));
  static final ValueStateDescriptor<AnomalyMemory> MEMORY =
      new ValueStateDescriptor<>("memory", TypeInformation.of(AnomalyMemory.class));

  private final AnomalySettings settings;

  private transient MapState<String, SeriesPoint> points;
  private transient StoredBreaks breaks;
  private transient StoredPlans plans;
  private transient RowsAhead<byte[]> freshnessAhead;
  private transient ValueState<AnomalyMemory> memory;
  private transient RecordReader<SourceFreshness> freshness;
  private transient RecordWriter<Signal> signals;
  private transient RecordWriter<AnomalyDecision> decisions;

  /**
   * When a source was broken. Times are epoch milliseconds.
   *
   * @param source the source
   * @param feeds what it feeds, by name
   * @param since until when all was well
   * @param until from when on it is well again; null while it is not
   */
  public record BreakRow(String source, List<String> feeds, long since, Long until) {
    SourceBreak toBreak() {
      Set<Entity> entities = EnumSet.noneOf(Entity.class);
      feeds.forEach(feed -> entities.add(Entity.valueOf(feed)));
      return new SourceBreak(
          source,
          entities,
          Instant.ofEpochMilli(since),
          until == null ? null : Instant.ofEpochMilli(until));
    }
  }

  AnomalyFunction(AnomalySettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    points = getRuntimeContext().getMapState(POINTS);
    breaks = new StoredBreaks(getRuntimeContext().getMapState(BREAKS));
    plans = new StoredPlans(getRuntimeContext().getMapState(PLANS));
    freshnessAhead = new RowsAhead<>(getRuntimeContext().getMapState(FRESHNESS_AHEAD));
    memory = getRuntimeContext().getState(MEMORY);
    freshness = RecordReader.of(SourceFreshness.class);
    signals = RecordWriter.of(Signal.class);
    decisions = RecordWriter.of(AnomalyDecision.class);
  }

  @Override
  public void processElement1(SeriesPoint point, Context context, Collector<OutboundRecord> out)
      throws Exception {
    long judged = context.timestamp();
    points.put(prefix(judged) + key(point), point);
    context.timerService().registerEventTimeTimer(judged);
  }

  @Override
  public void processElement2(Circumstance known, Context context, Collector<OutboundRecord> out)
      throws Exception {
    if (known.planned() != null) {
      plans.add(known.planned());
    } else {
      freshnessAhead.add(known.time(), known.freshness(), context.timerService());
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<OutboundRecord> out)
      throws Exception {
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    for (byte[] row : freshnessAhead.take(time)) {
      breaks.add(freshness.read(row), time);
    }
    List<SeriesPoint> judged = take(time);
    if (judged.isEmpty()) {
      return;
    }
    AnomalyMemory before = memory.value();
    Anomalies.Step step =
        Anomalies.decide(
            before == null ? AnomalyMemory.start() : before,
            Instant.ofEpochMilli(time),
            judged,
            breaks.lately(time),
            plans.lately(time),
            settings);
    memory.update(step.next());
    for (Signal signal : step.signals()) {
      out.collect(
          OutboundRecord.of(
              Topic.SIGNALS,
              signal.getKind() + "|" + signal.getSubject(),
              signals.write(signal),
              time));
    }
    step.row()
        .ifPresent(
            row ->
                out.collect(
                    OutboundRecord.of(
                        Topic.ANOMALIES_DECISIONS,
                        row.getIngestTime().toString(),
                        decisions.write(row),
                        time)));
  }

  /** The points of a moment; others may have come before theirs. */
  private List<SeriesPoint> take(long time) throws Exception {
    List<String> due = new ArrayList<>();
    for (String key : points.keys()) {
      if (key.startsWith(prefix(time))) {
        due.add(key);
      }
    }
    List<SeriesPoint> judged = new ArrayList<>(due.size());
    for (String key : due) {
      judged.add(points.get(key));
      points.remove(key);
    }
    return judged;
  }

  private static String prefix(long time) {
    return time + "|";
  }

  private static String key(SeriesPoint point) {
    return point.isEnd()
        ? point.scope() + "/" + point.subject()
        : point.scope()
            + "/"
            + point.subject()
            + "/"
            + point.measure()
            + "/"
            + point.bucketStart()
            + "/"
            + point.bucketMillis();
  }
}
