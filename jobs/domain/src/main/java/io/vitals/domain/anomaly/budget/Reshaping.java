package io.vitals.domain.anomaly.budget;

/**
 * How many times its level a tail probability may be when there are r alerts: {@code beta(r) = r /
 * (1 + 1/2 + ... + 1/K)}, K the most alerts of a period. Were the tests independent, it could be r;
 * the divisor is the price of any dependence at all between them (Benjamini and Yekutieli, 2001,
 * theorem 1.3; as a shape function, Blanchard and Roquain, 2008).
 *
 * @param most K
 * @param divisor the harmonic number of K
 */
record Reshaping(long most, double divisor) {

  static Reshaping of(AlertBudgetSettings settings) {
    long most = (long) settings.alertsPerDay() * settings.periodDays();
    double divisor = 0;
    for (long k = most; k >= 1; k--) {
      divisor += 1.0 / k;
    }
    return new Reshaping(most, divisor);
  }

  double at(long alerts) {
    return Math.min(alerts, most) / divisor;
  }
}
