package io.vitals.domain.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.alerting.Condition.Standing;
import io.vitals.schemas.ControlMeasure;
import io.vitals.schemas.Reconciliation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class QualityConditionsTest {
  private static final Instant AS_OF = Instant.parse("2026-03-02T00:00:00Z");
  private static final Instant NOW = AS_OF.plusSeconds(600);

  @Test
  void aTotalOfAccountsThatDiffersByOneIsADifference() {
    Condition differs = QualityConditions.of(row(ControlMeasure.ACCOUNTS, 100, 99).build());
    assertThat(differs.standing()).isEqualTo(Standing.HOLDS);
    assertThat(differs.summary()).contains("crm counts 100 accounts, Vitals 99");
    assertThat(standing(row(ControlMeasure.ACCOUNTS, 99, 99))).isEqualTo(Standing.CLEAR);
  }

  @Test
  void arrMayDifferByHalfAPercent() {
    assertThat(standing(row(ControlMeasure.ARR, 1_000_000, 995_000))).isEqualTo(Standing.CLEAR);
    assertThat(standing(row(ControlMeasure.ARR, 1_000_000, 994_999))).isEqualTo(Standing.HOLDS);
  }

  @Test
  void aTotalThatIsWithdrawnEndsItsDifference() {
    Condition condition =
        QualityConditions.of(row(ControlMeasure.ACCOUNTS, 100, 99).setWithdrawn(true).build());
    assertThat(condition.standing()).isEqualTo(Standing.CLEAR);
    assertThat(condition.subject()).isEqualTo("crm/accounts");
    assertThat(condition.since()).isEqualTo(NOW.toEpochMilli());
  }

  private static Standing standing(Reconciliation.Builder row) {
    return QualityConditions.of(row.build()).standing();
  }

  private static Reconciliation.Builder row(ControlMeasure measure, long theirs, long ours) {
    return Reconciliation.newBuilder()
        .setIngestTime(NOW)
        .setSystem("crm")
        .setMeasure(measure)
        .setAsOf(AS_OF)
        .setTheirs(theirs)
        .setOurs(ours)
        .setParts(List.of());
  }
}
