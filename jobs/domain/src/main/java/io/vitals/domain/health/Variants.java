package io.vitals.domain.health;

import io.vitals.schemas.LifecycleStage;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The variants of a model, all made ready once. */
final class Variants {
  /** The segment of every account whose segment the model does not treat apart. */
  static final String STANDARD = "standard";

  private final Map<LifecycleStage, StageWeights> stages;
  private final LifecycleStage defaultStage;
  private final Uses uses;
  private final Set<String> segments;
  private final Map<LifecycleStage, Map<String, Variant[]>> ready =
      new EnumMap<>(LifecycleStage.class);
  private final Map<String, Variant> byName = new HashMap<>();

  /**
   * How often products are meant to be used; the product decides before the segment.
   *
   * @param usual where nothing else is said
   * @param products by product
   * @param segments by segment, lower case
   */
  record Uses(
      ExpectedUse usual, Map<String, ExpectedUse> products, Map<String, ExpectedUse> segments) {}

  Variants(
      List<Component> components,
      Map<LifecycleStage, StageWeights> stages,
      LifecycleStage defaultStage,
      Uses uses,
      Set<String> segments,
      int dictionarySize) {
    this.stages = stages;
    this.defaultStage = defaultStage;
    this.uses = uses;
    this.segments = segments;
    stages.forEach(
        (stage, weights) -> {
          Map<String, Variant[]> bySegment = new HashMap<>();
          addSegment(bySegment, stage, STANDARD, components, weights, dictionarySize);
          for (String segment : segments) {
            addSegment(bySegment, stage, segment, components, weights, dictionarySize);
          }
          ready.put(stage, bySegment);
        });
  }

  private void addSegment(
      Map<String, Variant[]> bySegment,
      LifecycleStage stage,
      String segment,
      List<Component> components,
      StageWeights weights,
      int size) {
    String stageName = stage.name().toLowerCase(Locale.ROOT);
    Variant daily = new Variant(stageName, segment, false, components, weights, size);
    Variant weekly = new Variant(stageName, segment, true, components, weights, size);
    bySegment.put(segment, new Variant[] {daily, weekly});
    byName.put(daily.name(), daily);
    byName.put(weekly.name(), weekly);
  }

  /** The variant of a name, or null when the model has none. */
  Variant byName(String name) {
    return byName.get(name);
  }

  /** The variant for an account as known now. */
  Variant select(VariantFacts facts, InputValues inputs, Integer daysToRenewal) {
    String segmentName =
        facts.segment() == null ? STANDARD : facts.segment().toLowerCase(Locale.ROOT);
    ExpectedUse use = uses.products().get(facts.product() == null ? "" : facts.product());
    if (use == null) {
      use = uses.segments().getOrDefault(segmentName, uses.usual());
    }
    String segment = segments.contains(segmentName) ? segmentName : STANDARD;
    int useIndex = use == ExpectedUse.WEEKLY ? 1 : 0;
    LifecycleStage stage = stage(facts.stage(), daysToRenewal);
    Variant variant = ready.get(stage).get(segment)[useIndex];
    int needed = stages.get(stage).needs();
    if (needed >= 0 && nothingOf(needed, variant, inputs)) {
      return ready.get(defaultStage).get(segment)[useIndex];
    }
    return variant;
  }

  private LifecycleStage stage(LifecycleStage known, Integer daysToRenewal) {
    LifecycleStage stage = known == null || !stages.containsKey(known) ? defaultStage : known;
    if (stage == LifecycleStage.ONBOARDING || daysToRenewal == null) {
      return stage;
    }
    for (Map.Entry<LifecycleStage, StageWeights> candidate : stages.entrySet()) {
      if (daysToRenewal <= candidate.getValue().withinDaysOfRenewal()) {
        return candidate.getKey();
      }
    }
    return stage;
  }

  private static boolean nothingOf(int component, Variant variant, InputValues inputs) {
    for (int position : variant.inputs()) {
      if (variant.componentOf(position) == component
          && inputs.statuses()[position] == InputValues.PRESENT) {
        return false;
      }
    }
    return true;
  }
}
