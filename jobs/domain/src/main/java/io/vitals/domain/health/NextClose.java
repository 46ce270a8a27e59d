package io.vitals.domain.health;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/**
 * What decides when an account must be scored next though nothing becomes known of it.
 *
 * <ol>
 *   <li>While active, hourly as long as something ages: use of the last weeks, an urgent ticket, a
 *       dwell or a gate's release that runs; else at the end of the UTC day.
 *   <li>Hourly while a source behind it is incomplete, so that it is noticed when it no longer is.
 *   <li>While active, when a known model becomes effective.
 *   <li>At the end of the day when something became known that no row told yet.
 *   <li>On the day on which a subscription changes by itself.
 * </ol>
 *
 * @param active whether it has an active subscription
 * @param idleDays days since its last use; null when it never was used
 * @param openUrgent urgent tickets that are open
 * @param bandMoves whether a dwell or a gate's release is running
 * @param untold whether something became known since the last row of an hour's close
 * @param held whether a source behind it is incomplete
 * @param modelChange when the next known model becomes effective; null when none will
 * @param subscriptionChange the day on which a subscription begins or ends next; null when none
 *     does
 */
public record NextClose(
    boolean active,
    Double idleDays,
    int openUrgent,
    boolean bandMoves,
    boolean untold,
    boolean held,
    Instant modelChange,
    LocalDate subscriptionChange) {
  /** Until then the inputs of use fall on a slope; beyond they lie flat. */
  private static final double AGEING_DAYS = 43;

  /**
   * The close of the hour at which to score next.
   *
   * @param close the close of the hour just scored, epoch milliseconds
   * @return epoch milliseconds; empty: never
   */
  public OptionalLong after(long close) {
    long soonest = Long.MAX_VALUE;
    if (active) {
      soonest = ageing() ? IngestHours.closeOf(close + 1) : IngestHours.closeOfDay(close + 1);
      if (modelChange != null) {
        soonest = Math.min(soonest, closeNotBefore(modelChange, close));
      }
    }
    if (held) {
      soonest = Math.min(soonest, IngestHours.closeOf(close + 1));
    }
    if (untold) {
      soonest = Math.min(soonest, IngestHours.closeOfDay(close + 1));
    }
    if (subscriptionChange != null) {
      Instant start = subscriptionChange.atStartOfDay(ZoneOffset.UTC).toInstant();
      soonest = Math.min(soonest, closeNotBefore(start, close));
    }
    return soonest == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(soonest);
  }

  private boolean ageing() {
    return (idleDays != null && idleDays < AGEING_DAYS) || openUrgent > 0 || bandMoves;
  }

  private static long closeNotBefore(Instant moment, long close) {
    return IngestHours.closeOf(Math.max(moment.toEpochMilli(), close + 1));
  }
}
