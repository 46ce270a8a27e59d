package io.vitals.local.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * Where values stand on a line of pixels.
 *
 * @param from value at the first pixel
 * @param to value at the last pixel, greater
 */
record Axis(double from, double to, double firstPixel, double lastPixel) {
  private static final double[] ROUND = {1, 2, 5, 10};
  private static final int MOST_TICKS = 20;

  /** A value may be far outside of what is drawn, but not too far for the programs that draw. */
  private static final double FAR = 10_000;

  /** The pixel of a value. Halves, because the difference of two finite numbers may not be one. */
  double pixel(double value) {
    double share = (value / 2 - from / 2) / (to / 2 - from / 2);
    double pixel = firstPixel + share * (lastPixel - firstPixel);
    return Math.max(-FAR, Math.min(FAR, pixel));
  }

  /** A distance, round in the decimal system, that parts it into at most this many. */
  double roundStep(int parts) {
    double least = to / parts - from / parts;
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double factor : ROUND) {
      if (factor * power >= least) {
        return factor * power;
      }
    }
    return ROUND[ROUND.length - 1] * power;
  }

  /** The multiples of a step that are on it. */
  List<Double> ticks(double step) {
    List<Double> ticks = new ArrayList<>();
    double first = Math.ceil(from / step);
    for (int i = 0; i < MOST_TICKS && (first + i) * step <= to; i++) {
      ticks.add((first + i) * step);
    }
    return ticks;
  }
}
