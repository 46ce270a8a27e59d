package io.vitals.domain.health;

import java.util.List;
import java.util.Map;

/**
 * A part of a model.
 *
 * @param name its name
 * @param inputs what it weighs
 */
record Component(String name, List<WeightedInput> inputs) {

  /**
   * An input and what it counts.
   *
   * @param position its position in the dictionary
   * @param weight in hundredths of a point
   * @param use the expected use for which it counts; null for each
   * @param knots pairs of value and points
   * @param weeklyKnots the same where use is expected weekly
   * @param scaleBySegment what the values of the knots are multiplied by
   * @param evidence what it needs to be known
   */
  record WeightedInput(
      int position,
      long weight,
      ExpectedUse use,
      List<double[]> knots,
      List<double[]> weeklyKnots,
      Map<String, Double> scaleBySegment,
      Evidence evidence) {

    boolean countsFor(boolean weekly) {
      return use == null || (use == ExpectedUse.WEEKLY) == weekly;
    }
  }
}
