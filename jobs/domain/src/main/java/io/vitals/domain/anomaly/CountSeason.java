package io.vitals.domain.anomaly;

import java.util.List;

/**
 * What each slot of the week has of the level, learned slot by slot and shrunk to one: the ratio of
 * counts that came to counts that the level alone would have given.
 */
final class CountSeason {
  /** Counts' worth of belief that a slot is like all others. */
  private static final double SHRINKAGE = 1;

  /** Visits after which one weighs 1/e of a new one. */
  private static final double HORIZON = 16;

  private static final float KEPT = (float) Math.exp(-1 / HORIZON);

  private final float[] came;
  private final float[] due;

  CountSeason(int slots) {
    came = new float[slots];
    due = new float[slots];
  }

  /** What is known of peers; an empty season is not known. */
  void start(CountPrior prior) {
    List<Double> season = prior.season();
    if (!season.isEmpty() && season.size() != came.length) {
      throw new IllegalArgumentException(
          "a season of " + season.size() + " slots where there are " + came.length);
    }
    double weight = CountLevel.information(prior.meanPerBucket(), prior.overdispersion());
    for (int i = 0; i < season.size(); i++) {
      due[i] = (float) (prior.seasonWeightBuckets() * prior.meanPerBucket() * weight);
      came[i] = (float) (due[i] * season.get(i));
    }
  }

  double factor(int slot) {
    return (SHRINKAGE + came[slot]) / (SHRINKAGE + due[slot]);
  }

  /** Variance of what is thought of the factor, by the factor squared. */
  double uncertainty(int slot) {
    return 1 / (SHRINKAGE + came[slot]);
  }

  /** Learns that so much came where the level alone would have given that much. */
  void learn(int slot, double count, double level, double weight) {
    came[slot] = KEPT * came[slot] + (float) (weight * count);
    due[slot] = KEPT * due[slot] + (float) (weight * level);
  }

  /** Makes of counts that were gathered with a level of one what they are with the right one. */
  void calibrate(double level, double overdispersion) {
    for (int i = 0; i < came.length; i++) {
      double mean = due[i] == 0 ? 0 : came[i] / due[i];
      double weight = CountLevel.information(mean, overdispersion);
      came[i] *= (float) weight;
      due[i] *= (float) (weight * level);
    }
  }

  void write(SnapshotWriter out) {
    out.put(came);
    out.put(due);
  }

  void read(SnapshotReader in) {
    in.get(came);
    in.get(due);
  }
}
