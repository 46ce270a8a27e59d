package io.vitals.domain.anomaly;

/**
 * Tails of the negative binomial distribution, of a Poisson count whose mean is gamma distributed.
 * Between whole counts they are continued by the incomplete beta function.
 *
 * @param mean above 0
 * @param size variance is {@code mean + mean^2 / size}; above 0
 */
record NegativeBinomial(double mean, double size) {
  private static final double SMALLEST = 1e-300;
  private static final double PRECISION = 1e-13;
  private static final int MOST_STEPS = 20_000;

  /** Up to here a quantile is found by summing, which is exact. */
  private static final double SUMMED = 40;

  private static final double[] STIRLING = {
    1 / 12.0, -1 / 360.0, 1 / 1_260.0, -1 / 1_680.0, 1 / 1_188.0
  };
  private static final double STIRLING_FROM = 10;

  double variance() {
    return mean + mean * mean / size;
  }

  /** Logarithm of P(X = count). */
  double logProbability(double count) {
    return logGamma(count + size)
        - logGamma(size)
        - logGamma(count + 1)
        - size * Math.log1p(mean / size)
        + (count == 0 ? 0 : count * Math.log(mean / (size + mean)));
  }

  /** P(X <= count). */
  double atMost(double count) {
    return count < 0 ? 0 : beta(size, count + 1, size / (size + mean), mean / (size + mean));
  }

  /** P(X >= count). */
  double atLeast(double count) {
    return count <= 0 ? 1 : beta(count, size, mean / (size + mean), size / (size + mean));
  }

  /**
   * The least count with P(X <= count) >= p; for large means nearly so, by the cube root of a gamma
   * distribution (Wilson and Hilferty, The distribution of chi-square, 1931).
   *
   * @param p in (0, 1)
   * @param z the standard normal quantile of p
   */
  double quantile(double p, double z) {
    if (mean > SUMMED) {
      double spread = variance() / (9 * mean * mean);
      double root = Math.max(0, 1 - spread + z * Math.sqrt(spread));
      return mean * root * root * root;
    }
    double ratio = mean / (size + mean);
    double term = Math.exp(-size * Math.log1p(mean / size));
    double sum = term;
    int count = 0;
    while (sum < p && count < MOST_STEPS) {
      term *= ratio * (size + count) / (count + 1);
      count++;
      sum += term;
    }
    return count;
  }

  /**
   * The regularised incomplete beta function by its continued fraction, evaluated by the method of
   * Lentz, 1976; NIST Digital Library of Mathematical Functions 8.17.22.
   *
   * @param y {@code 1 - x}, which is given for its precision
   */
  private static double beta(double a, double b, double x, double y) {
    if (x <= 0 || y <= 0) {
      return x <= 0 ? 0 : 1;
    }
    double front =
        Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(y));
    double value =
        x < (a + 1) / (a + b + 2)
            ? front * fraction(a, b, x) / a
            : 1 - front * fraction(b, a, y) / b;
    return Math.min(1, Math.max(0, value));
  }

  private static double fraction(double a, double b, double x) {
    double c = 1;
    double d = 1 / awayFromZero(1 - (a + b) * x / (a + 1));
    double result = d;
    for (int m = 1; m <= MOST_STEPS; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / awayFromZero(1 + even * d);
      c = awayFromZero(1 + even / c);
      result *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / awayFromZero(1 + odd * d);
      c = awayFromZero(1 + odd / c);
      result *= d * c;
      if (Math.abs(d * c - 1) < PRECISION) {
        break;
      }
    }
    return result;
  }

  private static double awayFromZero(double value) {
    return Math.abs(value) < SMALLEST ? SMALLEST : value;
  }

  /** Stirling's series, for small arguments after the recurrence. */
  static double logGamma(double x) {
    double shift = 0;
    double at = x;
    if (at < STIRLING_FROM) {
      double product = 1;
      while (at < STIRLING_FROM) {
        product *= at;
        at++;
      }
      shift = Math.log(product);
    }
    double square = 1 / (at * at);
    double power = 1 / at;
    double series = 0;
    for (double coefficient : STIRLING) {
      series += coefficient * power;
      power *= square;
    }
    return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series - shift;
  }
}
