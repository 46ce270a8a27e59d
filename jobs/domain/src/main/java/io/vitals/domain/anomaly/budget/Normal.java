package io.vitals.domain.anomaly.budget;

/** The standard normal distribution. */
final class Normal {
  private static final double BEYOND = 8;

  private Normal() {}

  static double density(double z) {
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }

  /**
   * P(Z <= z), to an absolute error of about 1e-15: the series of Marsaglia, Evaluating the normal
   * distribution, 2004.
   */
  static double cumulative(double z) {
    if (z < -BEYOND) {
      return 0;
    }
    if (z > BEYOND) {
      return 1;
    }
    double sum = 0;
    double term = z;
    for (int odd = 3; sum + term != sum; odd += 2) {
      sum += term;
      term *= z * z / odd;
    }
    return Math.min(1, Math.max(0, 0.5 + sum * density(z)));
  }

  /**
   * The z with P(Z <= z) = p.
   *
   * @param p in (0, 1)
   */
  static double quantile(double p) {
    double low = -BEYOND;
    double high = BEYOND;
    double middle = 0;
    while (high - low > 1e-12) {
      middle = (low + high) / 2;
      if (cumulative(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return middle;
  }
}
