package io.vitals.domain.freshness;

import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.SourceArrivals;
import java.time.Duration;
import java.time.Instant;

/**
 * Judges a source by its expected cadence. A heartbeat is an arrival: a source with nothing to say
 * that says so is well.
 *
 * <ol>
 *   <li>STALE from {@link #STALE_AT} times the cadence after the last arrival on, that instant
 *       included.
 *   <li>LATE after more than {@link #LATE_AFTER} times the cadence.
 *   <li>Else FRESH.
 * </ol>
 *
 * All times are ingest times. The verdict depends on the last arrival and on time alone, so it is
 * the same however the arrivals were batched.
 */
public final class FreshnessRules {
  /** Above this many cadences without an arrival a source is late. */
  public static final double LATE_AFTER = 1.25;

  /** From this many cadences without an arrival on a source is stale. */
  public static final double STALE_AT = 2;

  private FreshnessRules() {}

  /** The state after these arrivals became known. */
  public static FreshnessState with(FreshnessState state, SourceArrivals arrivals) {
    return new FreshnessState(
        later(state.lastArrival(), arrivals.getLastArrivalTime()),
        later(state.lastEventTime(), arrivals.getLastEventTime()),
        later(state.completeThrough(), arrivals.getCompleteThrough()),
        state.status(),
        state.since());
  }

  /**
   * The state after what was gathered apart became known.
   *
   * @param arrived arrivals added to an empty state, not yet judged
   */
  public static FreshnessState with(FreshnessState state, FreshnessState arrived) {
    return new FreshnessState(
        Math.max(state.lastArrival(), arrived.lastArrival()),
        Math.max(state.lastEventTime(), arrived.lastEventTime()),
        Math.max(state.completeThrough(), arrived.completeThrough()),
        state.status(),
        state.since());
  }

  /** The state judged at an instant; the same object if the verdict is as before. */
  public static FreshnessState judged(FreshnessState state, Duration cadence, Instant now) {
    FreshnessStatus verdict = verdict(state, cadence, now);
    if (verdict == state.status()) {
      return state;
    }
    return new FreshnessState(
        state.lastArrival(),
        state.lastEventTime(),
        state.completeThrough(),
        verdict,
        now.toEpochMilli());
  }

  /**
   * When the verdict changes next if nothing arrives.
   *
   * @return epoch milliseconds; {@link Long#MAX_VALUE} when only an arrival can change it
   */
  public static long nextChange(FreshnessState state, Duration cadence, Instant now) {
    if (state.lastArrival() == FreshnessState.NEVER) {
      return Long.MAX_VALUE;
    }
    long late = lateFrom(state, cadence);
    long stale = staleFrom(state, cadence);
    if (now.toEpochMilli() < late) {
      return late;
    }
    return now.toEpochMilli() < stale ? stale : Long.MAX_VALUE;
  }

  private static FreshnessStatus verdict(FreshnessState state, Duration cadence, Instant now) {
    if (state.lastArrival() == FreshnessState.NEVER
        || now.toEpochMilli() >= staleFrom(state, cadence)) {
      return FreshnessStatus.STALE;
    }
    return now.toEpochMilli() >= lateFrom(state, cadence)
        ? FreshnessStatus.LATE
        : FreshnessStatus.FRESH;
  }

  private static long lateFrom(FreshnessState state, Duration cadence) {
    return state.lastArrival() + (long) (cadence.toMillis() * LATE_AFTER) + 1;
  }

  private static long staleFrom(FreshnessState state, Duration cadence) {
    return state.lastArrival() + (long) (cadence.toMillis() * STALE_AT);
  }

  private static long later(long known, Instant other) {
    return other == null ? known : Math.max(known, other.toEpochMilli());
  }
}
