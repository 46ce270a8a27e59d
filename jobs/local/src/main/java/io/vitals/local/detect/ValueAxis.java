package io.vitals.local.detect;

import io.vitals.local.detect.PlotPoints.Bucket;
import io.vitals.local.terminal.Text;
import java.util.List;
import java.util.Locale;

/** The vertical axis of a plot: all values are on it, and of what was expected as much as fits. */
final class ValueAxis {
  private static final int PARTS = 5;
  private static final double MARGIN = 0.04;

  /** Differences below have no precision left. */
  private static final double TINY = 1e-290;

  private static final double MOST_IN_FULL = 1e10;
  private static final int MOST_DECIMALS = 6;

  private ValueAxis() {}

  /** The axis of these points, of which there is one. */
  static Axis of(List<Bucket> buckets, double bottomPixel, double topPixel) {
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Bucket bucket : buckets) {
      lowest = Math.min(lowest, bucket.lowest().value());
      highest = Math.max(highest, bucket.highest().value());
      if (bucket.isExpected()) {
        low = Math.min(low, bucket.low());
        high = Math.max(high, bucket.high());
      }
    }
    double half = highest / 2 - lowest / 2;
    if (half < TINY) {
      half = Math.abs(highest) < TINY ? 1 : Math.abs(highest) / 10;
    }
    double from = Math.min(lowest, Math.max(low, lowest - half)) - MARGIN * half;
    double to = Math.max(highest, Math.min(high, highest + half)) + MARGIN * half;
    return new Axis(
        Math.max(-Double.MAX_VALUE, from), Math.min(Double.MAX_VALUE, to), bottomPixel, topPixel);
  }

  static double step(Axis axis) {
    return axis.roundStep(PARTS);
  }

  /** A value with as many decimals as the step has. */
  static String label(double value, double step) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step)));
    return Math.abs(value) >= MOST_IN_FULL || decimals > MOST_DECIMALS
        ? Text.number(value)
        : String.format(Locale.ROOT, "%,." + decimals + "f", value + 0.0);
  }
}
