package io.vitals.domain.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.AlertKind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AlertCatalogueTest {
  @Test
  void everyKindIsDeclared() {
    assertThat(AlertCatalogue.all())
        .extracting(AlertDeclaration::kind)
        .containsExactlyElementsOf(
            Arrays.stream(AlertKind.values()).filter(kind -> kind != AlertKind.UNKNOWN).toList());
  }

  @Test
  void aKindIsCalledTheSameEverywhere() {
    AlertDeclaration declared = AlertCatalogue.of(AlertKind.HEALTHY_BUT_ESCALATING);
    assertThat(declared.key()).isEqualTo("healthy_but_escalating");
    assertThat(declared.alertName()).isEqualTo("VitalsHealthyButEscalating");
    assertThat(declared.runbook()).isEqualTo("alerts/runbooks/VitalsHealthyButEscalating.md");
  }
}
