package io.vitals.domain.anomaly.budget;

/**
 * The probability that at least k of n are odd, where what makes them odd is partly common to all.
 * Given the common factor they are independent, so it is a binomial tail, averaged over a normal
 * factor.
 */
final class CountTail {
  /** The factor's density is below 1e-31 outside. */
  private static final double FACTOR_LIMIT = 12;

  /**
   * The integrand is smooth and vanishes at both ends, where the trapezoid rule converges faster
   * than any power of the step.
   */
  private static final int STEPS_PER_UNIT = 64;

  private static final double NEGLIGIBLE = 1e-17;

  private CountTail() {}

  /**
   * P(K >= k), in (0, 1].
   *
   * @param n how many there are
   * @param k how many are odd, from 0 to n
   * @param odd probability that one is odd, in (0, 1)
   * @param correlation share of variance in common, in [0, 1)
   */
  static double atLeast(int n, int k, double odd, double correlation) {
    if (k == 0) {
      return 1;
    }
    double logChoose = logChoose(n, k);
    double threshold = Normal.quantile(odd);
    if (correlation == 0) {
      return Math.max(binomial(n, k, odd, logChoose), Double.MIN_NORMAL);
    }
    double sum = 0;
    for (int i = (int) -FACTOR_LIMIT * STEPS_PER_UNIT; i <= FACTOR_LIMIT * STEPS_PER_UNIT; i++) {
      double z = (double) i / STEPS_PER_UNIT;
      double given =
          Normal.cumulative((threshold + Math.sqrt(correlation) * z) / Math.sqrt(1 - correlation));
      sum += Normal.density(z) * binomial(n, k, given, logChoose);
    }
    return Math.min(1, Math.max(sum / STEPS_PER_UNIT, Double.MIN_NORMAL));
  }

  /** P(Binomial(n, p) >= k) for k of at least 1: the shorter side of the sum, from its largest. */
  private static double binomial(int n, int k, double p, double logChoose) {
    if (p <= 0) {
      return 0;
    }
    if (p >= 1) {
      return 1;
    }
    double odds = p / (1 - p);
    double atK = Math.exp(logChoose + k * Math.log(p) + (n - k) * Math.log1p(-p));
    if (k > n * p) {
      double sum = 0;
      double term = atK;
      for (int j = k; j <= n && term > NEGLIGIBLE * sum; j++) {
        sum += term;
        term *= odds * (n - j) / (j + 1);
      }
      return Math.min(1, sum);
    }
    double below = 0;
    double term = atK * k / ((n - k + 1) * odds);
    for (int j = k - 1; j >= 0 && term > NEGLIGIBLE * below; j--) {
      below += term;
      term *= j / ((n - j + 1) * odds);
    }
    return Math.max(0, 1 - below);
  }

  private static double logChoose(int n, int k) {
    int fewer = Math.min(k, n - k);
    double log = 0;
    for (int j = 1; j <= fewer; j++) {
      log += Math.log((double) (n - fewer + j) / j);
    }
    return log;
  }
}
