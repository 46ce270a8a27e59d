package io.vitals.domain.health;

import io.vitals.schemas.HealthBand;
import java.util.Map;

/**
 * One gate of a model: a condition and the best band it leaves.
 *
 * @param kind what it judges
 * @param cap the best band it leaves, WATCH or AT_RISK
 * @param limit from where on its condition holds, in the kind's unit
 * @param weeklyLimit the same where use is expected weekly
 * @param segmentLimits the same by segment, where it differs
 * @param component the component's position for a collapse, else -1
 * @param minWeight for a collapse, the least weight of the component, in hundredths of a point
 */
record GateRule(
    GateKind kind,
    HealthBand cap,
    double limit,
    double weeklyLimit,
    Map<String, Double> segmentLimits,
    int component,
    long minWeight) {
  /** A model has at most so many components, since state keeps a place for each. */
  static final int MAX_COMPONENTS = 8;

  static final int SLOTS = 2 * GateKind.COMPONENT_COLLAPSE.ordinal() + MAX_COMPONENTS;

  /** Where state keeps this gate. */
  int slot() {
    int base = 2 * kind.ordinal();
    return component >= 0 ? base + component : base + (cap == HealthBand.AT_RISK ? 1 : 0);
  }

  double limitFor(Variant variant) {
    double usual = variant.weekly() ? weeklyLimit : limit;
    return segmentLimits.isEmpty() ? usual : segmentLimits.getOrDefault(variant.segment(), usual);
  }
}
