package io.vitals.domain.quality;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Totals at an instant of the past, as known now: the totals of now without the changes that
 * happened after it. So what came late counts where it belongs, and no difference is seen where
 * only the road was long. Changes are remembered by the minute in which they happened, for {@link
 * #REMEMBERED}.
 */
public final class TotalsHistory {
  /** How far back totals can be compared. */
  public static final Duration REMEMBERED = Duration.ofDays(8);

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private TotalsHistory() {}

  /**
   * The minute a change is remembered under: the first full one not before it, epoch milliseconds,
   * so that a change at midnight counts in what is said of midnight.
   */
  public static long minuteOf(long eventTime) {
    return -Math.floorDiv(-eventTime, MINUTE) * MINUTE;
  }

  /** Whether a minute is too long ago to be remembered. */
  public static boolean isForgotten(long minute, Instant now) {
    return minute < now.minus(REMEMBERED).toEpochMilli();
  }

  /**
   * The totals of an instant.
   *
   * @param now the totals of now
   * @param changes what changed, by {@link #minuteOf minute}
   */
  public static PortfolioTotals at(
      Instant asOf, PortfolioTotals now, Iterable<Map.Entry<Long, PortfolioTotals>> changes) {
    PortfolioTotals then = now;
    for (Map.Entry<Long, PortfolioTotals> change : changes) {
      if (change.getKey() > asOf.toEpochMilli()) {
        then = then.minus(change.getValue());
      }
    }
    return then;
  }
}
