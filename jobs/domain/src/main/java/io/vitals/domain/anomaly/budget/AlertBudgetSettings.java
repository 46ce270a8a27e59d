package io.vitals.domain.anomaly.budget;

/**
 * How many alerts there may be, and how many of them false.
 *
 * @param falseDiscoveryRate alpha: the expected share of false alerts among those of a period, in
 *     (0, 1). When nothing is anomalous, the probability of any alert in the period
 * @param alertsPerDay most alerts of one day (UTC, event time), at least 1
 * @param periodDays days for which the rate is promised, at least 1; then counting begins anew. A
 *     longer period promises more, begins from nothing less often, and holds each test to less
 * @param testsPerDay how many points a day are expected to be judged, at least 1. It only spreads
 *     alpha over the period: a wrong figure costs power, never the promise
 * @param smallestBelievable the smallest tail probability that is taken at its word, in (0, 1). A
 *     detector's tail is extrapolated: what it says beyond this is taken as this. Where it exceeds
 *     {@link #aloneAndFirst}, an anomaly alone is never alerted before others were
 * @param waitingLimit most episodes that wait for the budget of a later bucket, at least 0
 * @param forgetAfterDays days after which an episode whose series shows no point is forgotten, at
 *     least 1
 */
public record AlertBudgetSettings(
    double falseDiscoveryRate,
    int alertsPerDay,
    int periodDays,
    int testsPerDay,
    double smallestBelievable,
    int waitingLimit,
    int forgetAfterDays) {

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public AlertBudgetSettings {
    share("falseDiscoveryRate", falseDiscoveryRate);
    atLeast(1, "alertsPerDay", alertsPerDay);
    atLeast(1, "periodDays", periodDays);
    atLeast(1, "testsPerDay", testsPerDay);
    share("smallestBelievable", smallestBelievable);
    atLeast(0, "waitingLimit", waitingLimit);
    atLeast(1, "forgetAfterDays", forgetAfterDays);
  }

  /**
   * One false alert in ten, promised for each 90 days, and 20 alerts a day; probabilities below
   * 1e-10 are not believed.
   *
   * @param testsPerDay how many points a day are expected to be judged
   */
  public static AlertBudgetSettings standard(int testsPerDay) {
    return new AlertBudgetSettings(0.1, 20, 90, testsPerDay, 1e-10, 1_000, 30);
  }

  /**
   * The largest tail probability at which an anomaly is alerted that is alone in its bucket and the
   * first of the period, with as many tests as expected.
   */
  public double aloneAndFirst() {
    return falseDiscoveryRate / ((double) testsPerDay * periodDays) * Reshaping.of(this).at(1);
  }

  private static void share(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(name + " is " + value + ", not in (0, 1)");
    }
  }

  private static void atLeast(int least, String name, int value) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + value + ", less than " + least);
    }
  }
}
