package io.vitals.local.detect;

import io.vitals.domain.anomaly.Judgement;
import java.util.ArrayList;
import java.util.List;

/**
 * The points of a series as far as a plot can show them. Once there are too many, as many
 * neighbours as needed are put together, and of them the lowest and the highest kept: no spike is
 * lost.
 */
final class PlotPoints {
  /** More than a plot has pixels across. */
  static final int MOST_BUCKETS = 2_000;

  private final List<Bucket> buckets = new ArrayList<>();
  private long pointsPerBucket = 1;

  void add(Judgement judgement) {
    if (buckets.size() == MOST_BUCKETS && last().points() == pointsPerBucket) {
      putPairsTogether();
    }
    Bucket point = Bucket.of(judgement);
    if (buckets.isEmpty() || last().points() == pointsPerBucket) {
      buckets.add(point);
    } else {
      buckets.set(buckets.size() - 1, last().with(point));
    }
  }

  /** In the order of the points. */
  List<Bucket> buckets() {
    return List.copyOf(buckets);
  }

  private Bucket last() {
    return buckets.get(buckets.size() - 1);
  }

  private void putPairsTogether() {
    for (int i = 0; i < MOST_BUCKETS / 2; i++) {
      buckets.set(i, buckets.get(2 * i).with(buckets.get(2 * i + 1)));
    }
    buckets.subList(MOST_BUCKETS / 2, MOST_BUCKETS).clear();
    pointsPerBucket *= 2;
  }

  /**
   * A point that is drawn.
   *
   * @param time epoch milliseconds
   */
  record Sample(long time, double value) {}

  /**
   * Neighbouring points.
   *
   * @param points how many
   * @param lowestFirst whether the lowest comes before the highest
   * @param low lower end of all that was expected of them; NaN where nothing was
   * @param high upper end
   */
  record Bucket(
      long points, Sample lowest, Sample highest, boolean lowestFirst, double low, double high) {

    static Bucket of(Judgement judgement) {
      Sample sample = new Sample(judgement.time(), judgement.value());
      return new Bucket(1, sample, sample, true, judgement.low(), judgement.high());
    }

    /** Together with the points that come next. */
    Bucket with(Bucket next) {
      boolean lower = next.lowest.value < lowest.value;
      boolean higher = next.highest.value > highest.value;
      boolean together = lower == higher;
      return new Bucket(
          points + next.points,
          lower ? next.lowest : lowest,
          higher ? next.highest : highest,
          together ? (lower ? next.lowestFirst : lowestFirst) : higher,
          known(low, next.low) ? Math.min(low, next.low) : either(low, next.low),
          known(high, next.high) ? Math.max(high, next.high) : either(high, next.high));
    }

    Sample first() {
      return lowestFirst ? lowest : highest;
    }

    Sample second() {
      return lowestFirst ? highest : lowest;
    }

    boolean isExpected() {
      return known(low, high);
    }

    private static boolean known(double one, double other) {
      return !Double.isNaN(one) && !Double.isNaN(other);
    }

    private static double either(double one, double other) {
      return Double.isNaN(one) ? other : one;
    }
  }
}
