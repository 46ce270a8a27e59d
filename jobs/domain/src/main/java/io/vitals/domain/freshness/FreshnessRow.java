package io.vitals.domain.freshness;

import static io.vitals.domain.freshness.FreshnessState.MILLIS_AN_HOUR;
import static io.vitals.domain.freshness.FreshnessState.NEVER;

import io.vitals.domain.freshness.FreshnessState.Verdict;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.SourcePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What is told of a source: a row of {@code source.freshness}. */
public final class FreshnessRow {
  private static final double MILLION = 1_000_000;
  private static final int DAY = 24;

  private FreshnessRow() {}

  /**
   * The row of a judged state.
   *
   * @param transition whether status or cause changed
   */
  public static SourceFreshness of(
      SourceDeclaration source, FreshnessState state, Instant now, boolean transition) {
    Verdict verdict = state.verdict();
    CadenceInForce cadence = CadenceInForce.of(source, state.learned());
    UsualHours usual = new UsualHours(source, state.learned());
    boolean open = cadence.time().isOpen(now.toEpochMilli());
    long lastHour = (state.hour().hour() - 1) * MILLIS_AN_HOUR;
    return SourceFreshness.newBuilder()
        .setIngestTime(now)
        .setSource(source.id())
        .setEntities(List.copyOf(source.entities()))
        .setStatus(verdict.status())
        .setSince(Instant.ofEpochMilli(verdict.since()))
        .setReason(reason(source, state, cadence, now))
        .setLastArrivalTime(instant(state.arrived().lastArrival()))
        .setLastEventTime(instant(state.arrived().lastEventTime()))
        .setCompleteThrough(instant(state.arrived().completeThrough()))
        .setExpectedCadenceSeconds(open ? (Long) (cadence.millis() / 1_000) : null)
        .setCause(verdict.cause())
        .setTransition(transition)
        .setLastGoodTime(verdict.gates() ? instant(verdict.lastGood()) : now)
        .setLastGoodEventTime(
            instant(
                verdict.gates() ? verdict.lastGoodEventTime() : state.arrived().lastEventTime()))
        .setLastGoodPositions(positions(state))
        .setQuietPartitions(FreshnessRules.quietPartitions(source, state, now))
        .setCadenceBasis(cadence.basis())
        .setLagP50Ms(orNull(state.lags().quantile(0.5)))
        .setLagP99Ms(orNull(state.lags().quantile(0.99)))
        .setRecords(state.hour().lastRecords())
        .setRecordsExpected(usual.isKnown(lastHour) ? (Double) usual.records(lastHour) : null)
        .setSloTargetMicros(Math.round(source.slo() * MILLION))
        .setSloCompliance7dMicros(micros(state.fresh().share(7 * DAY)))
        .setSloCompliance28dMicros(micros(state.fresh().share(28 * DAY)))
        .setBurnRate1hMicros(burn(source, state.fresh().share(1)))
        .setBurnRate6hMicros(burn(source, state.fresh().share(6)))
        .build();
  }

  /** The last row of a source that is no longer declared: it is not missed, and breaks nothing. */
  public static SourceFreshness noLongerDeclared(String source, Instant now) {
    return SourceFreshness.newBuilder()
        .setIngestTime(now)
        .setSource(source)
        .setEntities(List.of())
        .setStatus(FreshnessStatus.FRESH)
        .setSince(now)
        .setReason("no longer declared")
        .setLastGoodTime(now)
        .build();
  }

  /** Whether a row is the last of a source that is no longer declared: it feeds nothing. */
  public static boolean isNoLongerDeclared(SourceFreshness row) {
    return row.getEntities().isEmpty();
  }

  private static String reason(
      SourceDeclaration source, FreshnessState state, CadenceInForce cadence, Instant now) {
    String every = " (expected every " + words(cadence) + ")";
    Instant last = instant(state.arrived().lastArrival());
    return switch (state.verdict().cause()) {
      case NEVER_HEARD -> "declared, but nothing was ever heard of it";
      case NO_ARRIVALS -> "nothing arrived since " + last + every;
      case QUIET_PARTITIONS ->
          "nothing in partitions "
              + FreshnessRules.quietPartitions(source, state, now)
              + " of "
              + source.topic().topicName()
              + ", others go on"
              + every;
      case STUCK_UPSTREAM ->
          "it is alive, but "
              + progress(state)
              + " has not moved as it should since "
              + instant(state.arrived().progressAt())
              + every;
      case OLD_DATA ->
          "what arrives is of the past: "
              + progress(state)
              + " has not moved as it should since "
              + instant(state.arrived().progressAt())
              + every;
      case HEARTBEATS_ONLY ->
          "only heartbeats since "
              + instant(state.arrived().lastRecord())
              + ", though records are usual at this time";
      case LOW_VOLUME ->
          state.hour().lastRecords() + " records in the last hour, far fewer than usual";
      case CATCHING_UP ->
          "it is back; fresh once it has caught up and was well for " + words(cadence);
      case NONE, UNKNOWN ->
          state.verdict().status() == FreshnessStatus.LATE
              ? "last arrival " + last + every
              : "arrives as expected" + every;
    };
  }

  private static String progress(FreshnessState state) {
    long complete = state.arrived().completeThrough();
    return complete == NEVER
        ? "the latest event time " + instant(state.arrived().lastEventTime())
        : "complete through " + instant(complete);
  }

  private static String words(CadenceInForce cadence) {
    String duration =
        Duration.ofMillis(cadence.millis()).toString().substring(2).toLowerCase(Locale.ROOT);
    return switch (cadence.basis()) {
      case DECLARED, UNKNOWN -> duration;
      case LEARNED -> duration + ", learned";
      case COLD_START -> duration + ", a guess until three good weeks are known";
    };
  }

  private static List<SourcePosition> positions(FreshnessState state) {
    List<SourcePosition> positions = new ArrayList<>();
    List<PartitionArrivals> partitions = state.arrived().partitions();
    List<Long> good = state.verdict().lastGoodOffsets();
    for (int i = 0; i < partitions.size(); i++) {
      long offset =
          state.verdict().gates()
              ? i < good.size() ? good.get(i) : -1
              : partitions.get(i).lastOffset();
      if (offset >= 0) {
        positions.add(new SourcePosition(partitions.get(i).partition(), offset));
      }
    }
    return positions;
  }

  private static Long burn(SourceDeclaration source, OptionalDouble fresh) {
    double budget = 1 - source.slo();
    return fresh.isEmpty() || budget <= 0
        ? null
        : (Long) Math.round((1 - fresh.getAsDouble()) / budget * MILLION);
  }

  private static Long micros(OptionalDouble share) {
    return share.isEmpty() ? null : (Long) Math.round(share.getAsDouble() * MILLION);
  }

  private static Long orNull(OptionalLong value) {
    return value.isEmpty() ? null : (Long) value.getAsLong();
  }

  private static Instant instant(long time) {
    return time == NEVER ? null : Instant.ofEpochMilli(time);
  }
}
