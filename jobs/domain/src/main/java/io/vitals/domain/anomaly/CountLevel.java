package io.vitals.domain.anomaly;

/**
 * The mean count of a bucket, which may wander: a gamma distribution whose past is discounted
 * (Harvey and Fernandes, Time series models for count or qualitative observations, 1989). A bucket
 * weighs by what it tells where counts vary more than Poisson counts do. What rests on few counts
 * is kept longer.
 */
final class CountLevel {
  /** Jeffreys' prior; it stays, so that a level of nothing but zeros is not certain. */
  private static final double ANCHOR_SHAPE = 0.5;

  private static final double ANCHOR_RATE = 0.01;
  private static final double FEW_COUNTS = 30;
  private static final double LONGEST_STRETCH = 4;

  private final double horizon;
  private double anchorRate = ANCHOR_RATE;
  private double shape;
  private double rate;

  /**
   * Nothing known.
   *
   * @param horizon buckets after which one weighs 1/e
   */
  CountLevel(double horizon) {
    this.horizon = horizon;
  }

  /** What is known of peers. */
  void start(CountPrior prior) {
    double weight = information(prior.meanPerBucket(), prior.overdispersion());
    anchorRate = ANCHOR_SHAPE / prior.meanPerBucket();
    shape = prior.weightBuckets() * prior.meanPerBucket() * weight;
    rate = prior.weightBuckets() * weight;
  }

  /**
   * Learns a bucket of its own of a series of which only peers are known. Where there is more than
   * of peers, they must not hold the level down: they say little of its size.
   */
  void scale(double count, double exposure, double weight) {
    double larger = Math.max(1, count / (exposure * mean()));
    anchorRate /= larger;
    rate = rate / larger + weight * exposure;
    shape += weight * count;
  }

  double mean() {
    return (ANCHOR_SHAPE + shape) / (anchorRate + rate);
  }

  /** Variance of what is thought of the mean, by the mean squared. */
  double uncertainty() {
    return 1 / (ANCHOR_SHAPE + shape);
  }

  /**
   * Learns a bucket.
   *
   * @param exposure what the season makes of one bucket
   * @param weight its {@link #information}
   */
  void learn(double count, double exposure, double weight) {
    double stretch = Math.min(LONGEST_STRETCH, Math.max(1, FEW_COUNTS / (ANCHOR_SHAPE + shape)));
    double kept = Math.exp(-exposure / (horizon * stretch));
    shape = kept * shape + weight * count;
    rate = kept * rate + weight * exposure;
  }

  /** Takes the level anew from weighted sums. */
  void renew(double count, double exposure) {
    anchorRate = Math.min(anchorRate, ANCHOR_RATE);
    shape = count;
    rate = exposure;
  }

  /** What share of a Poisson count's information a count of this mean has. */
  static double information(double mean, double overdispersion) {
    return 1 / (1 + overdispersion * mean);
  }

  void write(SnapshotWriter out) {
    out.put(anchorRate);
    out.put(shape);
    out.put(rate);
  }

  void read(SnapshotReader in) {
    anchorRate = in.getDouble();
    shape = in.getDouble();
    rate = in.getDouble();
  }
}
