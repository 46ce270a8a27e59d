package io.vitals.domain.anomaly;

/**
 * What a detector says of one point.
 *
 * @param time of the point, epoch milliseconds
 * @param value of the point; NaN where none came
 * @param score how anomalous, in [0, 1]: {@code min(1, news / 20)}, {@code news} the decades of
 *     improbability that the current episode has not told yet; see {@link #surprise} for those of
 *     the point by itself. An episode's first alarming point has all of them, the points after it
 *     only what they add, so one threshold gives one alert an episode
 * @param surprise {@code -log10} of {@code tailProbability}: 3 is once in a thousand points
 * @param tailProbability share of points of this series that are expected to be at least this odd,
 *     corrected for the number of tests; in (0, 1]
 * @param expected value that was expected; NaN while too little is known
 * @param low lower end of the interval in which 99 in 100 points are expected; NaN likewise
 * @param high upper end; NaN likewise
 * @param direction which way it went
 * @param kind what it looks like
 * @param evidence the test that found it oddest; null while too little is known
 */
public record Judgement(
    long time,
    double value,
    double score,
    double surprise,
    double tailProbability,
    double expected,
    double low,
    double high,
    Direction direction,
    Kind kind,
    Evidence evidence) {
  /** Decades of improbability that make a score of one. */
  public static final double DECADES = 20;

  /** Which way a value went from the expected one. */
  public enum Direction {
    /** Above it. */
    UP,
    /** Below it. */
    DOWN,
    /** Neither: as expected, or odd in another way. */
    NONE
  }

  /** What the point looks like at this time; a shift begins as a spike or a drop. */
  public enum Kind {
    /** Nothing stands out, or too little is known. */
    NORMAL,
    /** One point, or a few, above. */
    SPIKE,
    /** One point, or a few, below. */
    DROP,
    /** The level of the last points is another one. */
    SHIFT,
    /** No points, or no movement in a series that moves. */
    SILENCE,
    /** The last points vary more or less than usual. */
    VARIANCE,
    /** A run of points as was not seen before, none of them odd alone. */
    PATTERN
  }
}
