package io.vitals.domain.anomaly;

/**
 * How much the sums over the last so many buckets vary beyond Poisson sums, by the mean squared:
 * moments, each clipped and weighted by what its mean can tell of it, shrunk to what is usual.
 */
final class CountWindow {
  /** No mean is foretold better than to one in a hundred. */
  private static final double LEAST = 1e-4;

  /** Informative buckets' worth of belief in the usual overdispersion. */
  private static final double SHRINKAGE = 10;

  private static final double CLIP = 4;

  /** A bucket tells of overdispersion as if there were so much at least. */
  private static final double INFORMATIVE = 0.02;

  private final int length;
  private final double horizon;
  private double usual;
  private double sum;
  private double weights;

  /**
   * Nothing known.
   *
   * @param length buckets
   * @param usual overdispersion to begin with
   * @param horizon buckets after which one weighs 1/e
   */
  CountWindow(int length, double usual, double horizon) {
    this.length = length;
    this.usual = usual;
    this.horizon = horizon;
  }

  int length() {
    return length;
  }

  void start(double overdispersion) {
    usual = overdispersion;
  }

  double overdispersion() {
    return Math.max(LEAST, (SHRINKAGE * usual + sum) / (SHRINKAGE + weights));
  }

  /** What is expected of the window's sum. */
  NegativeBinomial expectation(double mean, double uncertainty) {
    return new NegativeBinomial(mean, 1 / (overdispersion() + uncertainty));
  }

  void learn(double count, NegativeBinomial expectation, double uncertainty) {
    double mean = expectation.mean();
    double variance = expectation.variance();
    double square =
        Math.min((count - mean) * (count - mean), CLIP * CLIP * variance) / (mean * mean);
    double excess = Math.max(INFORMATIVE, overdispersion()) * mean;
    double informative = excess / (1 + excess + uncertainty * mean);
    double weight = informative * informative;
    double kept = Math.exp(-weight / horizon);
    sum = kept * sum + weight * (square - 1 / mean);
    weights = kept * weights + weight;
  }

  void write(SnapshotWriter out) {
    out.put(usual);
    out.put(sum);
    out.put(weights);
  }

  void read(SnapshotReader in) {
    usual = in.getDouble();
    sum = in.getDouble();
    weights = in.getDouble();
  }
}
