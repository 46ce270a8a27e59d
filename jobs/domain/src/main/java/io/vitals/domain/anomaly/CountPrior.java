package io.vitals.domain.anomaly;

import java.util.List;

/**
 * What peers of a series say of it before it has said anything itself; counts like so many buckets
 * of its own and is forgotten as those are.
 *
 * @param meanPerBucket mean count of a peer's bucket, above 0
 * @param weightBuckets how many buckets of its own the peers are worth, above 0; a few
 * @param overdispersion variance of a bucket's count beyond that of a Poisson count, by the mean
 *     squared, at least 0; 0.1 is a relative standard deviation of a third
 * @param season what each slot of the week has of the mean, as {@link CountSettings} divides it;
 *     empty if it is not known
 * @param seasonWeightBuckets how many buckets of its own in each slot the peers' season is worth,
 *     above 0: weeks are more alike than sizes are
 */
public record CountPrior(
    double meanPerBucket,
    double weightBuckets,
    double overdispersion,
    List<Double> season,
    double seasonWeightBuckets) {
  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public CountPrior {
    season = List.copyOf(season);
    boolean isPositive =
        meanPerBucket > 0 && weightBuckets > 0 && overdispersion >= 0 && seasonWeightBuckets > 0;
    double sum = meanPerBucket + weightBuckets + overdispersion + seasonWeightBuckets;
    if (!isPositive || !Double.isFinite(sum)) {
      throw new IllegalArgumentException("mean and weights above 0, overdispersion 0 or above");
    }
    if (season.stream().anyMatch(factor -> !(factor >= 0) || factor.isInfinite())) {
      throw new IllegalArgumentException("a season's factors are 0 or above");
    }
  }

  /** A prior of peers whose season is not known. */
  public CountPrior(double meanPerBucket, double weightBuckets, double overdispersion) {
    this(meanPerBucket, weightBuckets, overdispersion, List.of(), weightBuckets);
  }
}
