package io.vitals.domain.anomaly;

import java.util.Arrays;

/**
 * How unlike anything remembered the last run of values is: the distance to the nearest of a
 * bounded number of remembered runs (a time series discord, Keogh et al., "HOT SAX", 2005, with a
 * memory that forgets at random). A run is remembered once it is wholly past, so it cannot match
 * itself.
 */
final class Novelty {
  /** So many runs must be known to say what is like them. */
  private static final int LEAST_RUNS = 50;

  private static final int PART = 8;

  private final int length;
  private final int capacity;
  private final double oddShare;
  private final float[] runs;
  private final float[] current;

  /** For each of the last runs whether it was odd when it ended; 1 if so. */
  private final float[] odd;

  private long seen;
  private int known;
  private double oddCredit;

  /** State of a linear congruential generator: which run gives way. */
  private long chance = 1;

  /**
   * Nothing remembered.
   *
   * @param length values in a run
   * @param capacity runs remembered
   * @param oddShare share of odd runs that is remembered
   */
  Novelty(int length, int capacity, double oddShare) {
    this.length = length;
    this.capacity = capacity;
    this.oddShare = oddShare;
    runs = new float[length * capacity];
    current = new float[length];
    odd = new float[length];
  }

  /** Root mean square distance to the nearest run; NaN while too few are known. */
  double distance(RecentValues recent) {
    if (known < Math.min(LEAST_RUNS, capacity)) {
      return Double.NaN;
    }
    recent.copy(length, current, 0);
    float nearest = Float.MAX_VALUE;
    for (int run = 0; run < known; run++) {
      nearest = Math.min(nearest, squaredDistance(run * length, nearest));
    }
    return Math.sqrt(nearest / length);
  }

  /** From the newest values back, given up once it is no nearer than the nearest so far. */
  private float squaredDistance(int start, float nearest) {
    float sum = 0;
    for (int end = length; end > 0 && sum < nearest; end -= PART) {
      for (int i = Math.max(0, end - PART); i < end; i++) {
        float apart = runs[start + i] - current[i];
        sum += apart * apart;
      }
    }
    return sum;
  }

  /**
   * Remembers the run that ended a run's length ago.
   *
   * @param recent the last values, twice {@code length} of them at least
   * @param isOdd whether the run that ends now is held for odd
   */
  void learn(RecentValues recent, boolean isOdd) {
    int place = (int) (seen % length);
    boolean wasOdd = odd[place] > 0;
    odd[place] = isOdd ? 1 : 0;
    seen++;
    if (!recent.has(2 * length) || (wasOdd && !isRemembered())) {
      return;
    }
    int run = known < capacity ? known++ : next(capacity);
    for (int i = 0; i < length; i++) {
      runs[run * length + i] = recent.value(2 * length - 1 - i);
    }
  }

  private boolean isRemembered() {
    oddCredit += oddShare;
    if (oddCredit < 1) {
      return false;
    }
    oddCredit -= 1;
    return true;
  }

  private int next(int bound) {
    chance = chance * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
    return (int) ((chance >>> 33) % bound);
  }

  void write(SnapshotWriter out) {
    out.put(seen);
    out.put((long) known);
    out.put(oddCredit);
    out.put(chance);
    out.put(odd);
    out.put(Arrays.copyOf(runs, known * length));
  }

  void read(SnapshotReader in) {
    seen = in.getLong();
    known = (int) in.getLong();
    oddCredit = in.getDouble();
    chance = in.getLong();
    in.get(odd);
    float[] remembered = new float[known * length];
    in.get(remembered);
    System.arraycopy(remembered, 0, runs, 0, remembered.length);
  }
}
