package io.vitals.flink.health;

import io.vitals.domain.freshness.EntityFreshness;
import io.vitals.domain.freshness.FreshnessTimeline;
import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.domain.health.BandMovements;
import io.vitals.domain.health.FreshnessGate;
import io.vitals.domain.health.GateState;
import io.vitals.domain.health.Gated;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.flink.punctuated.RowsAhead;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.AccountScore;
import io.vitals.schemas.BandMovement;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The gate between what an account scores and what is published of it. A score row waits until
 * freshness is known up to its time; then the recorded transitions up to it are applied. Between
 * rows every account looks once a minute whether a transition concerns it, each at its own second,
 * so a break that touches all accounts is spread and not one sweep.
 *
 * <p>State for each account: its last score row, what was published, and the rows of the time not
 * yet reached.
 */
final class GateFunction
    extends KeyedBroadcastProcessFunction<String, ScoreRow, InboundRecord, OutboundRecord> {
  private static final long serialVersionUID = 1L;

  static final MapStateDescriptor<String, FreshnessTimeline> TIMELINES =
      new MapStateDescriptor<>(
          "freshness", Types.STRING, TypeInformation.of(FreshnessTimeline.class));

  /** When any source was judged last; one entry. */
  static final MapStateDescriptor<String, Long> JUDGED =
      new MapStateDescriptor<>("judged", Types.STRING, Types.LONG);

  static final ValueStateDescriptor<GateState> PUBLISHED =
      new ValueStateDescriptor<>("published", TypeInformation.of(GateState.class));
  static final ValueStateDescriptor<byte[]> LAST_ROW =
      new ValueStateDescriptor<>("last-row", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** Several rows of one instant follow each other, each with its own ledger. */
  static final MapStateDescriptor<Long, List<byte[]>> AHEAD =
      new MapStateDescriptor<>(
          "rows-ahead",
          Types.LONG,
          Types.LIST(PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));

  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Duration A_LONG_WEEKEND = Duration.ofDays(4);
  private static final long LOOK_EVERY_MILLIS = 60_000;

  /**
   * Sources are judged every minute, every hour while history loads: what is older stands still.
   */
  private static final long JUDGED_EVERY_MILLIS = Duration.ofHours(2).toMillis();

  private static final String LAST = "last";

  private final Map<String, SourceDeclaration> declared;

  private transient ValueState<GateState> published;
  private transient ValueState<byte[]> lastRow;
  private transient RowsAhead<byte[]> ahead;
  private transient SourceStatuses statuses;
  private transient FreshnessGate gate;
  private transient RecordReader<AccountScore> scores;
  private transient RecordReader<SourceFreshness> sources;
  private transient RecordWriter<AccountHealth> rows;
  private transient RecordWriter<BandMovement> movements;

  /**
   * @param declared the declared sources by id: stale until they were heard of
   */
  GateFunction(Map<String, SourceDeclaration> declared) {
    this.declared = declared;
  }

  @Override
  public void open(OpenContext context) {
    published = getRuntimeContext().getState(PUBLISHED);
    lastRow = getRuntimeContext().getState(LAST_ROW);
    ahead = new RowsAhead<>(getRuntimeContext().getMapState(AHEAD));
    statuses = new SourceStatuses(declared);
    gate = new FreshnessGate(longestDetection());
    scores = RecordReader.of(AccountScore.class);
    sources = RecordReader.of(SourceFreshness.class);
    rows = RecordWriter.of(AccountHealth.class);
    movements = RecordWriter.of(BandMovement.class);
  }

  @Override
  public void processBroadcastElement(
      InboundRecord value, Context context, Collector<OutboundRecord> out) throws Exception {
    SourceFreshness row = sources.read(value.value());
    BroadcastState<String, Long> judged = context.getBroadcastState(JUDGED);
    Long last = judged.get(LAST);
    long time = row.getIngestTime().toEpochMilli();
    judged.put(LAST, last == null ? time : Math.max(last, time));
    if (!row.getTransition()) {
      return;
    }
    FreshnessTimeline known = context.getBroadcastState(TIMELINES).get(row.getSource());
    FreshnessTimeline timeline = known == null ? FreshnessTimeline.empty() : known;
    context
        .getBroadcastState(TIMELINES)
        .put(row.getSource(), timeline.with(row, context.currentWatermark()));
    statuses.changed();
  }

  @Override
  public void processElement(ScoreRow row, ReadOnlyContext context, Collector<OutboundRecord> out)
      throws Exception {
    ahead.add(row.time(), row.value(), context.timerService());
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<OutboundRecord> out)
      throws Exception {
    TimerService timers = context.timerService();
    if (timers.currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    EntityFreshness freshness =
        statuses
            .at(time, context.getBroadcastState(TIMELINES))
            .knownAt(knownAt(time, context.getBroadcastState(JUDGED).get(LAST)));
    GateState before = published.value();
    GateState state = before == null ? GateState.initial() : before;
    Instant now = Instant.ofEpochMilli(time);
    List<byte[]> arrived = ahead.take(time);
    if (!arrived.isEmpty()) {
      for (byte[] row : arrived) {
        state = publish(state, gate.onScore(scores.read(row), freshness, state, now), out);
      }
      lastRow.update(arrived.get(arrived.size() - 1));
    } else if (FreshnessGate.mayChange(freshness, state)) {
      byte[] row = lastRow.value();
      if (row != null) {
        state = publish(state, gate.onFreshness(scores.read(row), freshness, state, now), out);
      }
    }
    if (!state.equals(before)) {
      published.update(state);
    }
    timers.registerEventTimeTimer(nextLook(context.getCurrentKey(), timers.currentWatermark()));
  }

  /** The time itself while freshness keeps up with it. */
  private static Long knownAt(long time, Long judged) {
    return judged == null || judged < time - JUDGED_EVERY_MILLIS ? judged : (Long) time;
  }

  private GateState publish(GateState before, Gated gated, Collector<OutboundRecord> out) {
    if (gated.isWorthARow()) {
      AccountHealth health = gated.health();
      out.collect(
          OutboundRecord.of(
              Topic.ACCOUNT_HEALTH,
              health.getAccountId(),
              rows.write(health),
              health.getIngestTime().toEpochMilli()));
      BandMovements.between(before, health)
          .ifPresent(
              movement ->
                  out.collect(
                      OutboundRecord.of(
                          Topic.ACCOUNT_MOVEMENTS,
                          movement.getAccountId(),
                          movements.write(movement),
                          movement.getIngestTime().toEpochMilli())));
    }
    return gated.next();
  }

  /**
   * A break is found within two cadences of its source, one that shows in its volume or where few
   * records are usual within a day, and one that began before a weekend of its calendar after it;
   * an account is told within a minute.
   */
  private Duration longestDetection() {
    Duration longest = A_DAY;
    for (SourceDeclaration source : declared.values()) {
      Duration cadences = source.expectedCadence().multipliedBy(2);
      longest = cadences.compareTo(longest) > 0 ? cadences : longest;
      if (!source.calendar().isAlways() && longest.compareTo(A_LONG_WEEKEND) < 0) {
        longest = A_LONG_WEEKEND;
      }
    }
    return longest.plusMillis(LOOK_EVERY_MILLIS);
  }

  /**
   * The account's own moment of the next minute after the watermark, so that minutes skipped are
   * not made up for.
   */
  private static long nextLook(String accountId, long watermark) {
    long own = Math.floorMod(accountId.hashCode(), LOOK_EVERY_MILLIS);
    return (Math.floorDiv(watermark - own, LOOK_EVERY_MILLIS) + 1) * LOOK_EVERY_MILLIS + own;
  }
}
