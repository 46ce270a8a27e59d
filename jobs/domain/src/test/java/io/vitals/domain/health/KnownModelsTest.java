package io.vitals.domain.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vitals.domain.health.KnownModels.Known;
import io.vitals.schemas.metrics.MetricDictionary;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KnownModelsTest {
  private static final Instant SPRING = Instant.parse("2026-03-20T00:00:00Z");
  private static final Instant SUMMER = Instant.parse("2026-06-21T00:00:00Z");

  private static final Instant EARLY_SUMMER = Instant.parse("2026-06-01T00:00:00Z");

  @Test
  void theLatestThatIsEffectiveIsInForce() {
    Model spring = model(1, SPRING);
    Model summer = model(2, SUMMER);
    KnownModels models = known(summer, spring);
    assertThat(models.inForceAt(SUMMER.minusMillis(1))).isSameAs(spring);
    assertThat(models.inForceAt(SUMMER)).isSameAs(summer);
  }

  @Test
  void beforeAllOfThemTheFirstIsInForce() {
    Model spring = model(1, SPRING);
    assertThat(known(model(2, SUMMER), spring).inForceAt(Instant.EPOCH)).isSameAs(spring);
  }

  @Test
  void ofOneInstantTheGreaterVersionIsInForceWhicheverCameFirst() {
    Model second = model(2, SPRING);
    assertThat(known(second, model(1, SPRING)).inForceAt(SPRING)).isSameAs(second);
  }

  @Test
  void aModelThatBecomesKnownAfterItsEffectTakesOverWhenItBecomesKnown() {
    Model spring = model(1, SPRING);
    Model late = model(2, EARLY_SUMMER);
    KnownModels models =
        KnownModels.of(List.of(new Known(late, SUMMER), new Known(spring, Instant.MIN)));
    assertThat(models.inForceAt(SUMMER.minusMillis(1))).isSameAs(spring);
    assertThat(models.inForceAt(SUMMER)).isSameAs(late);
  }

  @Test
  void aCorrectionReplacesTheTextBeforeItFromWhenItIsKnown() {
    Model first = model(1, SPRING);
    Model spring = model(2, SPRING);
    Model postponed = model(2, SUMMER);
    KnownModels models =
        KnownModels.of(
            List.of(
                new Known(first, Instant.MIN),
                new Known(spring, SPRING),
                new Known(postponed, EARLY_SUMMER)));
    assertThat(models.inForceAt(EARLY_SUMMER.minusMillis(1))).isSameAs(spring);
    assertThat(models.inForceAt(EARLY_SUMMER)).isSameAs(first);
    assertThat(models.inForceAt(SUMMER)).isSameAs(postponed);
    assertThat(models.withHash(spring.hash())).containsSame(spring);
  }

  @Test
  void anUnapprovedModelIsKnownAndNeverInForce() {
    Model unapproved = parse(unapproved(yaml(2, SUMMER)));
    Model approved = model(1, SPRING);
    KnownModels models = known(unapproved, approved);
    assertThat(models.inForceAt(SUMMER)).isSameAs(approved);
    assertThat(models.withHash(unapproved.hash())).containsSame(unapproved);
  }

  @Test
  void aModelIsInForceFromItsApprovalOn() {
    Model first = model(1, SPRING);
    Model approved = model(2, SPRING);
    KnownModels models =
        KnownModels.of(
            List.of(
                new Known(first, Instant.MIN),
                new Known(parse(unapproved(yaml(2, SPRING))), SPRING),
                new Known(approved, SUMMER)));
    assertThat(models.inForceAt(SUMMER.minusMillis(1))).isSameAs(first);
    assertThat(models.inForceAt(SUMMER)).isSameAs(approved);
  }

  @Test
  void theNextToBecomeEffectiveIsOneThatIsKnownByNow() {
    KnownModels models =
        KnownModels.of(
            List.of(new Known(model(1, SPRING), Instant.MIN), new Known(model(2, SUMMER), SPRING)));
    assertThat(models.nextEffectiveAfter(SPRING.minusMillis(1))).contains(SPRING);
    assertThat(models.nextEffectiveAfter(SPRING)).contains(SUMMER);
    assertThat(models.nextEffectiveAfter(SUMMER)).isEmpty();
  }

  @Test
  void featuresAreKeyOnceAModelThatSaysSoIsKnown() {
    Model report =
        parse(yaml(2, SUMMER).replace("key_features: {}", "key_features: {suite: [report]}"));
    KnownModels models =
        KnownModels.of(
            List.of(new Known(model(1, SPRING), Instant.MIN), new Known(report, EARLY_SUMMER)));
    assertThat(models.keyFeaturesAt(EARLY_SUMMER.minusMillis(1))).isEmpty();
    assertThat(models.keyFeaturesAt(EARLY_SUMMER)).containsExactly("report");
  }

  @Test
  void withoutAnApprovedModelNothingCanBeScored() {
    assertThatIllegalStateException()
        .isThrownBy(() -> known().inForceAt(SPRING))
        .withMessageContaining("no approved health model");
  }

  private static KnownModels known(Model... models) {
    return KnownModels.of(Stream.of(models).map(model -> new Known(model, Instant.MIN)).toList());
  }

  private static String unapproved(String yaml) {
    return yaml.replace("approved_by: customer-success-operations\n", "")
        .replace("approved_at: 2026-11-23T00:00:00Z\n", "");
  }

  private static Model model(int version, Instant effectiveFrom) {
    return parse(yaml(version, effectiveFrom));
  }

  private static String yaml(int version, Instant effectiveFrom) {
    return ModelFile.defaultModel()
        .replace("version: 1\n", "version: " + version + "\n")
        .replace("effective_from: 2000-01-01T00:00:00Z", "effective_from: " + effectiveFrom);
  }

  private static Model parse(String yaml) {
    return ModelFile.parse(yaml, MetricDictionary.load());
  }
}
