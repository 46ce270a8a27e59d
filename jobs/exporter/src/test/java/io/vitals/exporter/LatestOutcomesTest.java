package io.vitals.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.exporter.LatestOutcomes.Churn;
import io.vitals.schemas.ChurnOutcome;
import io.vitals.schemas.ChurnReason;
import io.vitals.schemas.Operation;
import io.vitals.schemas.OutcomeKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LatestOutcomesTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-03-02");

  private final LatestOutcomes outcomes = new LatestOutcomes();

  @Test
  void customersThatLeftStandByReasonSegmentAndWindow() {
    outcomes.apply(churn("1", "t:1", 1, ChurnReason.PRICING, TODAY.minusDays(3)));
    outcomes.apply(churn("2", "t:2", 1, ChurnReason.PRICING, TODAY.minusDays(60)));
    outcomes.apply(churn("3", "t:3", 1, ChurnReason.BUDGET, TODAY.minusDays(90)));
    outcomes.apply(churn("4", "t:4", 1, ChurnReason.BUDGET, TODAY.plusDays(1)));
    assertThat(churned())
        .containsOnly(
            Map.entry(new Churn(ChurnReason.PRICING, "smb", 28), 1),
            Map.entry(new Churn(ChurnReason.PRICING, "smb", 90), 2));
  }

  @Test
  void ofManySegmentsTheLargestStandByNameAndNobodyIsLost() {
    for (int number = 0; number < 70; number++) {
      String account = "t:" + number;
      outcomes.apply(churn(account, account, 1, ChurnReason.BUDGET, TODAY));
    }
    Map<Churn, Integer> churned =
        outcomes.churned(TODAY, account -> Optional.of("segment of " + account));
    assertThat(churned).hasSize(2 * (Dimension.MAX_VALUES + 1));
    assertThat(churned.get(new Churn(ChurnReason.BUDGET, Dimension.OTHER, 28)))
        .isEqualTo(70 - Dimension.MAX_VALUES);
  }

  @Test
  void theNewestVersionCountsAndADeletedOneDoesNot() {
    outcomes.apply(churn("1", "t:1", 2, ChurnReason.SUPPORT, TODAY));
    outcomes.apply(churn("1", "t:1", 1, ChurnReason.PRICING, TODAY));
    assertThat(churned())
        .containsOnlyKeys(
            new Churn(ChurnReason.SUPPORT, "smb", 28), new Churn(ChurnReason.SUPPORT, "smb", 90));
    ChurnOutcome deleted = churn("1", "t:1", 3, ChurnReason.SUPPORT, TODAY);
    deleted.setOp(Operation.DELETE);
    outcomes.apply(deleted);
    assertThat(churned()).isEmpty();
  }

  @Test
  void whatIsNoChurnOrOfNobodyIsNotCounted() {
    ChurnOutcome downgrade = churn("1", "t:1", 1, ChurnReason.PRICING, TODAY);
    downgrade.setKind(OutcomeKind.DOWNGRADE);
    outcomes.apply(downgrade);
    outcomes.apply(churn("2", null, 1, ChurnReason.PRICING, TODAY));
    assertThat(churned()).isEmpty();
  }

  private Map<Churn, Integer> churned() {
    return outcomes.churned(TODAY, account -> Optional.of("smb"));
  }

  private static ChurnOutcome churn(
      String id, String account, long version, ChurnReason reason, LocalDate effective) {
    return ChurnOutcome.newBuilder()
        .setIngestTime(Instant.EPOCH)
        .setSource("crm")
        .setOutcomeId(id)
        .setSourceVersion(version)
        .setOp(Operation.UPDATE)
        .setAccountKey("key")
        .setAccountId(account)
        .setEventTime(Instant.EPOCH)
        .setKind(OutcomeKind.CHURN)
        .setEffectiveDate(effective)
        .setReason(reason)
        .build();
  }
}
