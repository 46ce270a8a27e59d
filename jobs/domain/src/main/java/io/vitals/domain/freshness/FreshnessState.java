package io.vitals.domain.freshness;

import io.vitals.schemas.FreshnessStatus;

/**
 * What is remembered of a source: flat, so that it can be kept for ever.
 *
 * @param lastArrival latest arrival, epoch milliseconds; {@link #NEVER} when nothing ever arrived
 * @param lastEventTime latest event time, epoch milliseconds; {@link #NEVER} when there is none
 * @param completeThrough what the source says it has sent all of, epoch milliseconds; {@link
 *     #NEVER}
 * @param status how it does; null before the first verdict
 * @param since since when, epoch milliseconds
 */
public record FreshnessState(
    long lastArrival,
    long lastEventTime,
    long completeThrough,
    FreshnessStatus status,
    long since) {
  /** Before everything. */
  public static final long NEVER = Long.MIN_VALUE;

  /** A source of which nothing is known. */
  public static FreshnessState empty() {
    return new FreshnessState(NEVER, NEVER, NEVER, null, NEVER);
  }
}
