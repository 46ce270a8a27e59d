package io.vitals.domain.support;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * How long tickets waited, exactly. Quantiles by nearest rank: of n sorted values the p-quantile is
 * the one at rank ceil(p n), so it is a value that occurred, and the median of two is the lesser.
 *
 * @param median half of them waited no longer
 * @param p90 nine of ten waited no longer
 * @param count how many there were
 */
public record WaitingTimes(Duration median, Duration p90, int count) {
  private static final int MEDIAN_PERCENT = 50;
  private static final int P90_PERCENT = 90;
  private static final int PERCENT = 100;

  /**
   * Of the first {@code count} values.
   *
   * @param millis waiting times, milliseconds; sorted in place
   * @return empty when there are none
   */
  static Optional<WaitingTimes> of(long[] millis, int count) {
    if (count == 0) {
      return Optional.empty();
    }
    Arrays.sort(millis, 0, count);
    return Optional.of(
        new WaitingTimes(
            Duration.ofMillis(millis[index(MEDIAN_PERCENT, count)]),
            Duration.ofMillis(millis[index(P90_PERCENT, count)]),
            count));
  }

  private static int index(int percent, int count) {
    long rank = ((long) percent * count + PERCENT - 1) / PERCENT;
    return (int) rank - 1;
  }
}
