package io.vitals.flink.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vitals.domain.health.Model;
import io.vitals.domain.health.ModelFile;
import io.vitals.schemas.metrics.MetricDictionary;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelsTest {
  private static final Instant SPRING = Instant.parse("2026-03-20T00:00:00Z");
  private static final Instant SUMMER = Instant.parse("2026-06-21T00:00:00Z");

  private final Models models = new Models();

  @Test
  void theLatestThatIsEffectiveIsInForce() {
    Model spring = model(1, SPRING);
    Model summer = model(2, SUMMER);
    models.add(List.of(summer, spring));
    assertThat(models.inForceAt(SUMMER.minusMillis(1))).isSameAs(spring);
    assertThat(models.inForceAt(SUMMER)).isSameAs(summer);
  }

  @Test
  void beforeAllOfThemTheFirstIsInForce() {
    Model spring = model(1, SPRING);
    models.add(List.of(model(2, SUMMER), spring));
    assertThat(models.inForceAt(Instant.EPOCH)).isSameAs(spring);
  }

  @Test
  void ofOneInstantTheGreaterVersionIsInForceWhicheverCameFirst() {
    Model second = model(2, SPRING);
    models.add(List.of(second));
    models.add(List.of(model(1, SPRING)));
    assertThat(models.inForceAt(SPRING)).isSameAs(second);
  }

  @Test
  void anUnapprovedModelIsKnownAndNeverInForce() {
    Model unapproved =
        parse(
            yaml(2, SUMMER)
                .replace("approved_by: customer-success-operations\n", "")
                .replace("approved_at: 2026-11-23T00:00:00Z\n", ""));
    Model approved = model(1, SPRING);
    models.add(List.of(unapproved, approved));
    assertThat(models.inForceAt(SUMMER)).isSameAs(approved);
    assertThat(models.withHash(unapproved.hash())).containsSame(unapproved);
  }

  @Test
  void withoutAnApprovedModelNothingCanBeScored() {
    assertThatIllegalStateException()
        .isThrownBy(() -> models.inForceAt(SPRING))
        .withMessageContaining("no approved health model");
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
