package io.vitals.domain.freshness;

/** How many records are usual, and when there are too few. */
final class Volume {
  private static final double LOW_SHARE = 0.5;
  private static final double FULL_SHARE = 0.8;
  private static final double CHANCE = 0.001;
  private static final double SPREADS = 3;

  /** Above this mean a Poisson count is as good as normal. */
  private static final double NORMAL_FROM = 100;

  private Volume() {}

  /**
   * Whether an hour had far too few records: less than half of the usual, less than three robust
   * deviations below it, and by chance less than once in a thousand times.
   *
   * @param time within the hour
   */
  static boolean isLow(UsualHours usual, long time, int records) {
    if (!usual.isKnown(time)) {
      return false;
    }
    double expected = usual.records(time);
    return records < LOW_SHARE * expected
        && records < expected - SPREADS * usual.spread(time)
        && chanceOfAtMost(records, expected) < CHANCE;
  }

  /** Whether a break would show in an hour: none at night, when hardly any record is usual. */
  static boolean isTelling(UsualHours usual, long time) {
    return usual.isKnown(time) && chanceOfAtMost(0, usual.records(time)) < CHANCE;
  }

  /** Whether an hour had enough; true while that is not known. */
  static boolean isFull(UsualHours usual, long time, int records) {
    return !usual.isKnown(time) || records >= FULL_SHARE * usual.records(time);
  }

  /** Probability that a Poisson count of this mean is not above a number. */
  static double chanceOfAtMost(int count, double mean) {
    if (mean > NORMAL_FROM) {
      double z = (count + 0.5 - mean) / Math.sqrt(mean);
      return z < -6 ? 0 : z < -3.1 ? CHANCE / 2 : 1;
    }
    double term = Math.exp(-mean);
    double sum = term;
    for (int i = 1; i <= count; i++) {
      term *= mean / i;
      sum += term;
    }
    return sum;
  }
}
