package io.vitals.domain.health;

import io.vitals.domain.change.Provenance;
import io.vitals.schemas.LedgerLine;
import io.vitals.schemas.LifecycleStage;
import io.vitals.schemas.MissingReason;
import io.vitals.schemas.metrics.MetricDictionary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Inputs and accounts the tests of this package share. */
final class HealthFixtures {
  static final Instant MONDAY = Instant.parse("2026-06-01T08:00:00Z");
  static final Instant NEXT_MONDAY = Instant.parse("2026-06-08T08:00:00Z");
  static final MetricDictionary DICTIONARY = MetricDictionary.load();
  static final VariantFacts ADOPTING =
      new VariantFacts(LifecycleStage.ADOPTING, "mid-market", "suite");
  static final GateFacts QUIET = new GateFacts(0, 300, true, 0.0, 1.0, 0.0);
  static final InputValue TOO_LITTLE =
      new InputValue.Missing(MissingReason.TOO_LITTLE_EVIDENCE, null);
  static final InputValue NEVER_SEEN = new InputValue.Missing(MissingReason.NEVER_SEEN, null);
  static final InputValue NOT_APPLICABLE =
      new InputValue.Missing(MissingReason.NOT_APPLICABLE, null);

  /** The eleven inputs of the worked example, before. */
  static final Map<String, Double> WELL =
      Map.ofEntries(
          Map.entry("adoption.usage_trend_ratio", .90),
          Map.entry("support.escalations_28d", 0.0),
          Map.entry("support.oldest_urgent_age_hours", 0.0),
          Map.entry("adoption.active_days_ratio", .70),
          Map.entry("support.open_severity_points", 8.0),
          Map.entry("adoption.weekly_active_seats_ratio", .62),
          Map.entry("adoption.key_feature_breadth_ratio", .6),
          Map.entry("engagement.days_since_last_activity", 1.0),
          Map.entry("support.csat_ratio", .90),
          Map.entry("commercial.arr_change_90d_ratio", 0.0),
          Map.entry("commercial.noticed_arr_ratio", 0.0));

  private HealthFixtures() {}

  static String defaultYaml() {
    try (InputStream stream =
        HealthFixtures.class.getClassLoader().getResourceAsStream(ModelFile.DEFAULT_RESOURCE)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Model defaultModel() {
    return ModelFile.parse(defaultYaml(), DICTIONARY);
  }

  static InputValue of(double value) {
    return new InputValue.Present(
        value, new Provenance(MONDAY.toEpochMilli(), MONDAY.toEpochMilli(), "test"));
  }

  static InputValues inputs(Map<String, Double> values) {
    InputValues.Builder builder = InputValues.builder(DICTIONARY);
    values.forEach((name, value) -> builder.put(name, of(value)));
    return builder.build();
  }

  static InputValues with(InputValues inputs, String name, InputValue value) {
    return inputs.with(DICTIONARY.indexOf(name), value);
  }

  static ScoringFacts facts(InputValues inputs) {
    return facts(inputs, QUIET);
  }

  static ScoringFacts facts(InputValues inputs, GateFacts gates) {
    return new ScoringFacts(ADOPTING, inputs, null, gates, true);
  }

  static long sum(List<LedgerLine> ledger) {
    return ledger.stream().mapToLong(LedgerLine::getDeltaMicros).sum();
  }
}
