package io.vitals.domain.health;

import static io.vitals.domain.health.HealthFixtures.DICTIONARY;
import static io.vitals.domain.health.HealthFixtures.defaultYaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileTest {

  @Test
  void theDefaultModelIsApprovedAndHashedByItsText() throws Exception {
    Model model = HealthFixtures.defaultModel();

    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(defaultYaml().getBytes(StandardCharsets.UTF_8));
    assertThat(model.reference()).isEqualTo("default@1");
    assertThat(model.hash()).isEqualTo(HexFormat.of().formatHex(digest));
    assertThat(model.approved()).isTrue();
    assertThat(model.evidence("adoption.usage_trend_ratio")).isEqualTo(new Evidence(20, 10, 35, 0));
    assertThat(model.evidence("support.csat_ratio").minRatings()).isEqualTo(3);
    assertThat(model.evidence("support.escalations_28d")).isEqualTo(Evidence.NONE);
    assertThat(model.keyFeatures("suite", "basic")).isEmpty();
  }

  @Test
  void keyFeaturesAreThoseOfTheProductThatTheTierIncludes() {
    String yaml =
        defaultYaml()
            .replace("key_features: {}", "key_features: {suite: [a, b, c], default: [d]}")
            .replace("entitled: {}", "entitled: {basic: [a, c]}");
    Model model = ModelFile.parse(yaml, DICTIONARY);

    assertThat(model.keyFeatures("suite", null)).containsExactly("a", "b", "c");
    assertThat(model.keyFeatures("suite", "basic")).containsExactly("a", "c");
    assertThat(model.keyFeatures("suite", "enterprise")).containsExactly("a", "b", "c");
    assertThat(model.keyFeatures("other", null)).containsExactly("d");
  }

  @Test
  void whatDoesNotApplyIsDeclaredByProductAndBySegment() {
    int seats = DICTIONARY.indexOf("adoption.weekly_active_seats_ratio");
    int ratings = DICTIONARY.indexOf("support.csat_ratio");
    Model model =
        ModelFile.parse(
            defaultYaml()
                .replace(
                    "not_applicable:\n  products: {}\n  segments: {}",
                    "not_applicable:\n  products: {api: [adoption.weekly_active_seats_ratio]}\n"
                        + "  segments: {SMB: [support.csat_ratio]}"),
            DICTIONARY);

    assertThat(model.notApplicable(new VariantFacts(null, "smb", "api")))
        .containsExactlyInAnyOrder(seats, ratings);
    assertThat(model.notApplicable(new VariantFacts(null, "Smb", null))).containsExactly(ratings);
    assertThat(model.notApplicable(new VariantFacts(null, null, "suite"))).isEmpty();
    assertThat(model.hash()).isNotEqualTo(HealthFixtures.defaultModel().hash());
  }

  @Test
  void onlyInputsOfTheDictionaryCanNotApply() {
    InvalidModelException invalid =
        catchThrowableOfType(
            InvalidModelException.class,
            () ->
                ModelFile.parse(
                    defaultYaml()
                        .replace(
                            "not_applicable:\n  products: {}",
                            "not_applicable:\n  products: {api: [adoption.seats]}"),
                    DICTIONARY));

    assertThat(invalid.errors())
        .containsExactly(
            "not_applicable.products.api: \"adoption.seats\" is not in the metric dictionary:"
                + " define it there or correct the name");
  }

  @Test
  void aModelNobodyApprovedIsAChallenger() {
    String yaml =
        defaultYaml().replaceAll("approved_by: .*\n", "").replaceAll("approved_at: .*\n", "");

    assertThat(ModelFile.parse(yaml, DICTIONARY).approved()).isFalse();
  }

  @Test
  void allMistakesAreReportedAtOnce() {
    String yaml =
        defaultYaml()
            .replaceAll("effective_from: .*\n", "")
            .replaceAll("approved_at: .*\n", "approved_at: yesterday\n")
            .replace("support.csat_ratio:", "support.csat_rate:")
            .replace("[0.3, 55], [0.6, 90]", "[0.6, 55], [0.3, 190]")
            .replace(
                "      adoption.weekly_active_seats_ratio:\n        weight: 10",
                "      adoption.weekly_active_seats_ratio:\n        weight: 11")
            .replace(
                "{adoption: 45, engagement: 10, support: 28, commercial: 17}",
                "{adoption: 45, engagement: 10, support: 28, comercial: 16}")
            .replace("watch_from: 45", "watch_from: 68")
            .replace("open_escalation: {cap: watch}", "open_escalation: {cap: healthy}")
            .replace("low_coverage:", "low_coverages:")
            .replace("default_stage: adopting", "default_stage: adapting");

    InvalidModelException invalid =
        catchThrowableOfType(InvalidModelException.class, () -> ModelFile.parse(yaml, DICTIONARY));

    assertThat(invalid.errors())
        .contains(
            "effective_from: is missing: write the instant from which on it scores",
            "approved_at: must be an instant such as 2026-01-31T00:00:00Z, is \"yesterday\"",
            "components.support.inputs.support.csat_rate: is not in the metric dictionary: define"
                + " it there or correct the name",
            "components.adoption.inputs.adoption.active_days_ratio.curve: values must rise"
                + " strictly, but 0.3 follows 0.6: order the knots by value",
            "components.adoption.inputs.adoption.active_days_ratio.curve: points must be from 0 to"
                + " 100, one is 190",
            "components.adoption.weight: is 45 but the weights of its inputs for daily use add up"
                + " to 46: make them equal",
            "stages.adopting.weights.comercial: is not one of components: add it there or correct"
                + " the name",
            "stages.adopting.weights: add up to 99: make them add up to 100",
            "bands.healthy_from: must be above watch_from by more than both margins",
            "gates.open_escalation.cap: must be watch or at_risk",
            "default_stage: \"adapting\" is not one of stages: add it there")
        .anyMatch(error -> error.startsWith("gates.low_coverages: is not known here: remove it"));
    assertThat(invalid).hasMessageContaining(String.join("\n", invalid.errors()));
  }

  @ParameterizedTest
  @CsvSource({"'',file: must be a mapping", "'a: [',file: is not YAML that can be read"})
  void whatIsNoModelIsSaidToBeNone(String yaml, String error) {
    InvalidModelException invalid =
        catchThrowableOfType(InvalidModelException.class, () -> ModelFile.parse(yaml, DICTIONARY));

    List<String> errors = invalid.errors();
    assertThat(errors).anyMatch(line -> line.startsWith(error));
  }
}
