package io.vitals.domain.health;

import io.vitals.schemas.metrics.MetricDictionary;
import io.vitals.schemas.yaml.YamlSection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which inputs a model declares not to apply to an account: positions in the dictionary.
 *
 * @param products by product
 * @param segments by segment, lower case
 */
record NotApplicable(Map<String, Set<Integer>> products, Map<String, Set<Integer>> segments) {

  /** Reads the section; an input that the dictionary does not know is a mistake. */
  static NotApplicable read(YamlSection section, MetricDictionary dictionary) {
    NotApplicable declared =
        new NotApplicable(
            inputs(section.section("products"), dictionary, false),
            inputs(section.section("segments"), dictionary, true));
    section.rejectUnknownKeys();
    return declared;
  }

  private static Map<String, Set<Integer>> inputs(
      YamlSection section, MetricDictionary dictionary, boolean lowerCase) {
    Map<String, Set<Integer>> inputs = new HashMap<>();
    for (String key : section.keys()) {
      Set<Integer> positions = new HashSet<>();
      for (String name : section.texts(key)) {
        int position = dictionary.indexOf(name);
        if (position < 0) {
          section.error(
              key,
              "\""
                  + name
                  + "\" is not in the metric dictionary: define it there or correct the name");
        }
        positions.add(position);
      }
      inputs.put(lowerCase ? key.toLowerCase(Locale.ROOT) : key, positions);
    }
    return inputs;
  }

  /** The positions that do not apply to an account with these facts. */
  Set<Integer> to(VariantFacts facts) {
    Set<Integer> positions = new HashSet<>();
    if (facts.product() != null) {
      positions.addAll(products.getOrDefault(facts.product(), Set.of()));
    }
    if (facts.segment() != null) {
      positions.addAll(segments.getOrDefault(facts.segment().toLowerCase(Locale.ROOT), Set.of()));
    }
    return positions;
  }
}
