package io.vitals.domain.anomaly;

/**
 * How odd the buckets of a series were by their model: where they were odd too often or too much,
 * the model is not believed as far. A series of bursts and weeks of nothing is the plainest case.
 *
 * <p>By a model that is right, one bucket in ten has a tail probability of at most 0.1, and beyond
 * that its decades are exponential with a mean of 1 / ln 10 (a p-value is uniform). Both are
 * counted, fading, on top of what is expected; the decades beyond are then stretched to the mean
 * that was met (the exponential tail as in peaks over threshold: Pickands, 1975). What is odder
 * less often than expected changes nothing: a model may be trusted less than its word, not more.
 */
final class OwnTail {
  private static final double THRESHOLD_DECADES = 1;

  /** One odd time, however odd, says no more than that. */
  private static final double MOST_EXCESS = 4;

  private static final double EXPECTED_SHARE = 0.1;
  private static final double EXPECTED_EXCESS = 1 / Math.log(10);

  /** So many buckets and exceedances are as expected before the first is seen. */
  private static final double BUCKETS_BEFORE = 30;

  private static final double EXCEEDANCES_BEFORE = 3;

  private final double fading;
  private double buckets = BUCKETS_BEFORE;
  private double exceedances = EXCEEDANCES_BEFORE;
  private double excess = EXCEEDANCES_BEFORE * EXPECTED_EXCESS;
  private double oddest = 1;

  /**
   * Nothing met yet.
   *
   * @param horizon buckets after which one weighs 1/e of a new one
   */
  OwnTail(double horizon) {
    this.fading = 1 / horizon;
  }

  /** A tail probability, in (0, 1], as far as it is believed. */
  double believed(double probability) {
    double decades = -Math.log10(probability);
    if (decades <= THRESHOLD_DECADES) {
      return probability;
    }
    double share = Math.max(EXPECTED_SHARE, exceedances / buckets);
    double stretch = Math.max(1, excess / exceedances / EXPECTED_EXCESS);
    double believed = (decades - THRESHOLD_DECADES) / stretch;
    return Math.max(probability, Math.min(1, share * Math.pow(10, -believed)));
  }

  /**
   * Takes note of a bucket by what the model said of it, in (0, 1]. Odd buckets in a row, and an
   * episode, count once, and not before they are over: they must not excuse themselves.
   */
  void learn(double probability, boolean inEpisode) {
    oddest = Math.min(oddest, probability);
    boolean goesOn = inEpisode || -Math.log10(probability) > THRESHOLD_DECADES;
    if (!goesOn) {
      count(-Math.log10(oddest));
      oddest = 1;
    }
  }

  private void count(double decades) {
    buckets = faded(buckets, BUCKETS_BEFORE) + 1;
    exceedances = faded(exceedances, EXCEEDANCES_BEFORE);
    excess = faded(excess, EXCEEDANCES_BEFORE * EXPECTED_EXCESS);
    if (decades > THRESHOLD_DECADES) {
      exceedances++;
      excess += Math.min(MOST_EXCESS, decades - THRESHOLD_DECADES);
    }
  }

  private double faded(double sum, double least) {
    return least + (1 - fading) * (sum - least);
  }

  void write(SnapshotWriter out) {
    out.put(buckets);
    out.put(exceedances);
    out.put(excess);
    out.put(oddest);
  }

  void read(SnapshotReader in) {
    buckets = in.getDouble();
    exceedances = in.getDouble();
    excess = in.getDouble();
    oddest = in.getDouble();
  }
}
