package io.vitals.domain.health;

import io.vitals.schemas.HealthBand;
import io.vitals.schemas.yaml.YamlSection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the gates of a model file. A gate that is not written does not exist. */
final class GateSection {
  private final YamlSection section;
  private final List<Component> components;
  private final Set<String> segments;
  private final List<GateRule> rules = new ArrayList<>();
  private final Duration releaseAfter;

  /**
   * @param segments where the segments that gates name are added
   */
  GateSection(YamlSection section, List<Component> components, Set<String> segments) {
    this.section = section;
    this.components = components;
    this.segments = segments;
    releaseAfter = ModelFile.hours(section, "release_after_hours");
    readAll();
    section.rejectUnknownKeys();
  }

  /** The gates, of one kind the lower cap first. */
  List<GateRule> rules() {
    return rules;
  }

  Duration releaseAfter() {
    return releaseAfter;
  }

  private void readAll() {
    single(GateKind.OPEN_ESCALATION, null);
    single(GateKind.RENEWAL_WITHOUT_OWNER, "within_days");
    collapse();
    twoLevels(GateKind.URGENT_TICKET_AGE, "hours");
    twoLevels(GateKind.NO_ACTIVITY, "days");
    single(GateKind.NOTICED_ARR, "from_ratio");
    single(GateKind.LOW_COVERAGE, null);
  }

  private void single(GateKind kind, String limitKey) {
    YamlSection gate = section.section(kind.key());
    if (!section.has(kind.key())) {
      return;
    }
    double limit = limitKey == null ? 0 : gate.requiredNumber(limitKey);
    rules.add(new GateRule(kind, cap(gate), limit, limit, Map.of(), -1, 0));
    gate.rejectUnknownKeys();
  }

  private void collapse() {
    String key = GateKind.COMPONENT_COLLAPSE.key();
    YamlSection gate = section.section(key);
    if (!section.has(key)) {
      return;
    }
    HealthBand cap = cap(gate);
    double below = gate.requiredNumber("below_points");
    long minWeight = ModelFile.hundredths(gate, "min_weight");
    for (int i = 0; i < Math.min(components.size(), GateRule.MAX_COMPONENTS); i++) {
      rules.add(
          new GateRule(GateKind.COMPONENT_COLLAPSE, cap, below, below, Map.of(), i, minWeight));
    }
    gate.rejectUnknownKeys();
  }

  private void twoLevels(GateKind kind, String unit) {
    YamlSection gate = section.section(kind.key());
    if (!section.has(kind.key())) {
      return;
    }
    YamlSection bySegment = gate.section("segments");
    YamlSection weekly = gate.section("weekly");
    for (HealthBand cap : new HealthBand[] {HealthBand.AT_RISK, HealthBand.WATCH}) {
      String key = cap.name().toLowerCase(Locale.ROOT) + "_" + unit;
      double limit = gate.requiredNumber(key);
      Map<String, Double> limits = new HashMap<>();
      for (String segment : bySegment.keys()) {
        limits.put(
            segment.toLowerCase(Locale.ROOT), bySegment.section(segment).requiredNumber(key));
        segments.add(segment.toLowerCase(Locale.ROOT));
      }
      rules.add(
          new GateRule(kind, cap, limit, weekly.number(key, limit), Map.copyOf(limits), -1, 0));
    }
    weekly.rejectUnknownKeys();
    gate.rejectUnknownKeys();
  }

  private static HealthBand cap(YamlSection gate) {
    HealthBand cap = gate.word("cap", HealthBand.class);
    if (cap != HealthBand.WATCH && cap != HealthBand.AT_RISK) {
      gate.error("cap", "must be watch or at_risk");
      return HealthBand.WATCH;
    }
    return cap;
  }
}
