package io.vitals.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What several runs gave.
 *
 * @param median of an even number of runs the mean of the middle two
 */
record Spread(double median, double min, double max) {

  static Spread of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int size = sorted.size();
    double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    return new Spread(median, sorted.get(0), sorted.get(size - 1));
  }

  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("median", rounded(median))
        .put("min", rounded(min))
        .put("max", rounded(max));
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
