package io.vitals.domain.anomaly;

/** The last counts with what was expected of them. */
final class RecentCounts {
  private final float[] counts;
  private final float[] means;
  private final float[] uncertainties;
  private long known;

  RecentCounts(int most) {
    counts = new float[most];
    means = new float[most];
    uncertainties = new float[most];
  }

  void add(double count, double mean, double uncertainty) {
    int place = (int) (known % counts.length);
    counts[place] = (float) count;
    means[place] = (float) mean;
    uncertainties[place] = (float) uncertainty;
    known++;
  }

  void clear() {
    known = 0;
  }

  boolean has(int length) {
    return known >= length;
  }

  double count(int length) {
    return sum(counts, length);
  }

  double mean(int length) {
    return sum(means, length);
  }

  /** Relative variance of the mean of the last buckets, as if all were off together. */
  double uncertainty(int length) {
    double sum = 0;
    for (long i = known - length; i < known; i++) {
      int place = (int) (i % counts.length);
      sum += means[place] * uncertainties[place];
    }
    return sum / mean(length);
  }

  private double sum(float[] values, int length) {
    double sum = 0;
    for (long i = known - length; i < known; i++) {
      sum += values[(int) (i % values.length)];
    }
    return sum;
  }

  void write(SnapshotWriter out) {
    out.put(known);
    out.put(counts);
    out.put(means);
    out.put(uncertainties);
  }

  void read(SnapshotReader in) {
    known = in.getLong();
    in.get(counts);
    in.get(means);
    in.get(uncertainties);
  }
}
