package io.vitals.domain.anomaly;

/**
 * How rare a statistic is among its own past, on its own side of zero: two histograms of
 * magnitudes, older points counting less. Magnitudes are in units of the usual magnitude, so the
 * answer does not depend on the unit of the series; when that has moved by octaves, the bins move
 * with it.
 *
 * <p>Beyond the bulk of the points the tail is taken for a Pareto law, its exponent by Hill's
 * estimator ("A simple general approach to inference about the tail of a distribution", 1975) drawn
 * towards a prior. A point counts once however large it is, so one outlier changes little.
 */
final class SignedTail {
  /** A tail begins at this share of all points, and with so many points at least. */
  private static final double TAIL_SHARE = 0.03;

  private static final double TAIL_POINTS = 6;

  private static final double PRIOR_INDEX = 0.3;
  private static final double PRIOR_POINTS = 12;
  private static final double LEAST_INDEX = 0.03;

  /** With fewer points than this nothing is rare. */
  private static final double LEAST_POINTS = 80;

  /** Nothing is rarer than this, decades. */
  private static final double RAREST = 20;

  private static final double TWO_SIDES = Math.log10(2);
  private static final double LARGEST_WEIGHT = 1e6;

  /** Over so many points the usual magnitude is averaged. */
  private static final double SCALE_POINTS = 2_000;

  /** A magnitude counts as so many usual ones at most, once so many were seen. */
  private static final double SCALE_CLIP = 8;

  private static final long SETTLED = 50;

  /** The unit follows the usual magnitude when it is so many octaves off. */
  private static final int UNIT_OCTAVES = 2;

  private final Resolution resolution;
  private final double growth;
  private final float[] above;
  private final float[] below;

  /** How many were not zero, and their usual magnitude. */
  private long moved;

  private double scale;

  /** Magnitudes are counted in units of two to the power of this. */
  private int unit;

  /** Weight of all points, in units in which the newest weighs {@code weight}. */
  private double total;

  private double weight = 1;

  /**
   * Nothing seen.
   *
   * @param hasTwoSides whether the statistic can be below zero
   * @param horizon a point so many points old weighs 1/e of a new one
   */
  SignedTail(Resolution resolution, boolean hasTwoSides, double horizon) {
    this.resolution = resolution;
    this.growth = 1 + 1 / horizon;
    above = new float[resolution.bins()];
    below = new float[hasTwoSides ? resolution.bins() : 0];
  }

  /**
   * Decades of rarity of a statistic: {@code -log10} of the share of points that are as far from
   * zero, on either side; on the only side, twice that. Zero for NaN, which says nothing.
   */
  double surprise(double statistic) {
    if (Double.isNaN(statistic) || statistic == 0 || total / weight < LEAST_POINTS) {
      return 0;
    }
    double share = share(statistic > 0 ? above : below, Math.scalb(Math.abs(statistic), -unit));
    return Math.max(0, Math.min(RAREST, -Math.log10(share) - TWO_SIDES));
  }

  /** The share of points on a side that are of a magnitude or more. */
  private double share(float[] own, double magnitude) {
    double points = total / weight;
    double wanted = Math.max(TAIL_SHARE * points, TAIL_POINTS) * weight;
    int edge = own.length;
    double tail = 0;
    double logs = 0;
    while (edge > 1 && tail + own[edge - 1] < wanted) {
      edge--;
      tail += own[edge];
      logs += own[edge] * resolution.logMiddle(edge);
    }
    int bin = resolution.binOf(magnitude);
    if (bin < edge) {
      double from = 0.5 * own[bin];
      for (int i = bin + 1; i < own.length; i++) {
        from += own[i];
      }
      return Math.min(1, (from / weight + 0.5) / (points + 1));
    }
    double start = resolution.lowerEnd(edge);
    double excess = (logs - tail * Math.log(start)) / weight;
    double index = (excess + PRIOR_INDEX * PRIOR_POINTS) / (tail / weight + PRIOR_POINTS);
    double beyond = Math.pow(magnitude / start, -1 / Math.max(LEAST_INDEX, index));
    return Math.min(1, (tail / weight + 0.5) / (points + 1) * beyond);
  }

  /** Counts a statistic; NaN is not counted. */
  void learn(double statistic) {
    if (Double.isNaN(statistic)) {
      return;
    }
    weight *= growth;
    if (weight > LARGEST_WEIGHT) {
      rescale();
    }
    total += weight;
    if (statistic != 0) {
      double magnitude = Math.abs(statistic);
      moved++;
      double known = moved <= SETTLED ? magnitude : Math.min(magnitude, SCALE_CLIP * scale);
      scale += (known - scale) / Math.min(moved, SCALE_POINTS);
      follow(Math.getExponent(scale));
      int bin = resolution.binOf(Math.scalb(magnitude, -unit));
      (statistic > 0 ? above : below)[bin] += (float) weight;
    }
  }

  /** The magnitude that a share of all points exceed on one side of zero. */
  double magnitudeExceededBy(double share, boolean upper) {
    float[] bins = upper ? above : below;
    double left = share * total;
    for (int i = bins.length - 1; i > 0; i--) {
      left -= bins[i];
      if (left < 0) {
        return Math.scalb(Math.exp(resolution.logMiddle(i)), unit);
      }
    }
    return 0;
  }

  private void follow(int exponent) {
    if (moved == 1) {
      unit = exponent;
    } else if (Math.abs(exponent - unit) >= UNIT_OCTAVES) {
      resolution.shift(above, exponent - unit);
      resolution.shift(below, exponent - unit);
      unit = exponent;
    }
  }

  private void rescale() {
    float factor = (float) (1 / weight);
    scale(above, factor);
    scale(below, factor);
    total *= factor;
    weight = 1;
  }

  private static void scale(float[] bins, float factor) {
    for (int i = 0; i < bins.length; i++) {
      bins[i] *= factor;
    }
  }

  void write(SnapshotWriter out) {
    out.put(moved);
    out.put(scale);
    out.put((long) unit);
    out.put(total);
    out.put(weight);
    out.put(above);
    out.put(below);
  }

  void read(SnapshotReader in) {
    moved = in.getLong();
    scale = in.getDouble();
    unit = (int) in.getLong();
    total = in.getDouble();
    weight = in.getDouble();
    in.get(above);
    in.get(below);
  }
}
