package io.vitals.domain.anomaly;

/**
 * The test that found a point oddest, for a human.
 *
 * @param test its name, of a fixed few
 * @param statistic what the test measured, in its own unit
 * @param usual what 99 in 100 points of this series stay under, in the same unit
 * @param tests how many tests looked
 * @param points how many points were known
 * @param episodeStart when the current episode began, epoch milliseconds; {@link #NO_EPISODE}
 *     outside one
 */
public record Evidence(
    String test, double statistic, double usual, int tests, long points, long episodeStart) {
  /** Outside an episode. */
  public static final long NO_EPISODE = Long.MIN_VALUE;
}
