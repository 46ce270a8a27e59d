package io.vitals.domain.health;

import java.util.List;

/** Points by value: linear between knots, flat outside. */
final class Curve {
  static final long POINT = 1_000_000;

  private final double[] values;
  private final double[] micros;

  private Curve(double[] values, double[] micros) {
    this.values = values;
    this.micros = micros;
  }

  /**
   * @param knots pairs of value and points, values strictly increasing
   * @param scale what the values are multiplied by, above 0
   */
  static Curve of(List<double[]> knots, double scale) {
    double[] values = new double[knots.size()];
    double[] micros = new double[knots.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = knots.get(i)[0] * scale;
      micros[i] = Math.rint(knots.get(i)[1] * POINT);
    }
    return new Curve(values, micros);
  }

  /** Micro-points of a value: the only place where a score touches a floating-point number. */
  long microsAt(double value) {
    int last = values.length - 1;
    if (value >= values[last]) {
      return (long) micros[last];
    }
    if (value <= values[0]) {
      return (long) micros[0];
    }
    int knot = 1;
    while (value > values[knot]) {
      knot++;
    }
    double share = (value - values[knot - 1]) / (values[knot] - values[knot - 1]);
    return (long) Math.floor(micros[knot - 1] + (micros[knot] - micros[knot - 1]) * share + 0.5);
  }
}
