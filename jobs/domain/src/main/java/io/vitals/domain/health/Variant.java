package io.vitals.domain.health;

import java.util.Arrays;
import java.util.List;

/**
 * A model made ready for one lifecycle stage, segment and expected use: arrays by position in the
 * dictionary or by component.
 */
final class Variant {
  private static final long MICROS_PER_HUNDREDTH = 10_000;

  private final String name;
  private final String segment;
  private final boolean weekly;
  private final List<Component> components;
  private final long[] componentWeights;
  private final int[] inputs;
  private final int[] componentOf;
  private final long[] weights;
  private final long[] effectiveMicros;
  private final Curve[] curves;

  Variant(
      String stageName,
      String segment,
      boolean weekly,
      List<Component> components,
      StageWeights stage,
      int dictionarySize) {
    this.name = stageName + "/" + segment + "/" + (weekly ? "weekly" : "daily");
    this.segment = segment;
    this.weekly = weekly;
    this.components = components;
    this.componentWeights = stage.weights();
    componentOf = new int[dictionarySize];
    weights = new long[dictionarySize];
    effectiveMicros = new long[dictionarySize];
    curves = new Curve[dictionarySize];
    for (int component = 0; component < components.size(); component++) {
      if (componentWeights[component] > 0) {
        add(component, components.get(component), stage);
      }
    }
    inputs = positions(weights);
  }

  private static int[] positions(long[] weights) {
    int[] found = new int[weights.length];
    int count = 0;
    for (int position = 0; position < weights.length; position++) {
      if (weights[position] > 0) {
        found[count++] = position;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private void add(int component, Component definition, StageWeights stage) {
    long total = 0;
    for (Component.WeightedInput input : definition.inputs()) {
      if (input.countsFor(weekly) && !stage.without().contains(input.position())) {
        int position = input.position();
        componentOf[position] = component;
        weights[position] = input.weight();
        total += input.weight();
        double scale = input.scaleBySegment().getOrDefault(segment, 1.0);
        curves[position] = Curve.of(weekly ? input.weeklyKnots() : input.knots(), scale);
      }
    }
    // Each input takes what is due up to and including it, so that the shares sum to the
    // component's.
    long soFar = 0;
    long given = 0;
    for (Component.WeightedInput input : definition.inputs()) {
      int position = input.position();
      if (curves[position] != null && componentOf[position] == component) {
        soFar += weights[position];
        long due = componentWeights[component] * MICROS_PER_HUNDREDTH * soFar / total;
        effectiveMicros[position] = due - given;
        given = due;
      }
    }
  }

  /** Stage, segment and expected use. */
  String name() {
    return name;
  }

  String segment() {
    return segment;
  }

  boolean weekly() {
    return weekly;
  }

  /** Positions of the inputs that count, rising. */
  int[] inputs() {
    return inputs;
  }

  int componentOf(int position) {
    return componentOf[position];
  }

  int componentCount() {
    return componentWeights.length;
  }

  String componentName(int component) {
    return components.get(component).name();
  }

  /** Weight of a component in hundredths of a point. */
  long componentWeight(int component) {
    return componentWeights[component];
  }

  /** Weight of an input inside its component, in hundredths of a point. */
  long weight(int position) {
    return weights[position];
  }

  /** Weight of an input in the score when all are known, in micro-points. */
  long effectiveMicros(int position) {
    return effectiveMicros[position];
  }

  Curve curve(int position) {
    return curves[position];
  }
}
