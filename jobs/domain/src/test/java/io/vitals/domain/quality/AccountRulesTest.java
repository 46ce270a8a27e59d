package io.vitals.domain.quality;

import static io.vitals.domain.quality.QualityRows.account;
import static io.vitals.domain.quality.QualityRows.findings;
import static io.vitals.domain.quality.QualityRows.sound;
import static io.vitals.domain.quality.QualityRows.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.Entity;
import io.vitals.schemas.LifecycleStage;
import io.vitals.schemas.Operation;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountRulesTest {
  private static final LocalDate FEBRUARY = LocalDate.parse("2026-02-01");

  @Test
  void aSoundAccountHasNoFault() {
    assertThat(findings(sound())).isEmpty();
    assertThat(findings(AccountQuality.empty())).isEmpty();
  }

  @Test
  void eachEmptyFieldOfAnActiveAccountIsAFault() {
    AccountQuality bare =
        sound()
            .with(
                account(2, FEBRUARY)
                    .setTier(null)
                    .setSegment(null)
                    .setOwnerId(null)
                    .setRenewalDate(null)
                    .setLifecycleStage(null)
                    .build())
            .with(
                subscription("s", "2024-01-01", null)
                    .setSourceVersion(2)
                    .setArrMinor(null)
                    .build());
    assertThat(findings(bare))
        .containsExactly(
            "MISSING_FIELD arr: no arr",
            "MISSING_FIELD lifecycle_stage: no lifecycle stage",
            "MISSING_FIELD owner_id: no owner id",
            "MISSING_FIELD renewal_date: no renewal date",
            "MISSING_FIELD segment: no segment",
            "MISSING_FIELD tier: no tier");
  }

  @Test
  void anEmptyFieldOfWhoIsNoCustomerIsNone() {
    AccountQuality gone =
        sound()
            .with(account(2, FEBRUARY).setOwnerId(null).setLifecycleStage(null).build())
            .with(subscription("s", "2024-01-01", "2026-01-01").setSourceVersion(2).build());
    assertThat(findings(gone)).isEmpty();
  }

  @Test
  void anArrOfZeroIsKnown() {
    AccountQuality free =
        sound()
            .with(
                subscription("s", "2024-01-01", null).setSourceVersion(2).setArrMinor(0L).build());
    assertThat(findings(free)).isEmpty();
  }

  @Test
  void overlapsAreCountedByPairsOfOneProduct() {
    AccountQuality overlapping =
        sound()
            .with(subscription("t", "2025-01-01", "2025-06-01").build())
            .with(subscription("u", "2025-05-01", null).build())
            .with(subscription("other", "2025-01-01", null).setProduct("crm").build());
    assertThat(AccountRules.findings(overlapping, QualityRows.TODAY))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.count()).isEqualTo(3);
              assertThat(finding.evidence())
                  .isEqualTo("s 2024-01-01 to now and t 2025-01-01 to 2025-06-01");
            });
  }

  @Test
  void oneThatBeginsAsTheOtherEndsNeitherOverlapsNorLeavesAGap() {
    AccountQuality renewed =
        sound()
            .with(subscription("s", "2024-01-01", "2025-01-01").setSourceVersion(2).build())
            .with(subscription("t", "2025-01-01", null).build());
    assertThat(findings(renewed)).isEmpty();
  }

  @Test
  void daysWithoutAnySubscriptionBetweenTwoAreAGap() {
    AccountQuality lapsed =
        sound()
            .with(subscription("s", "2024-01-01", "2025-01-01").setSourceVersion(2).build())
            .with(subscription("t", "2025-01-03", null).build());
    assertThat(findings(lapsed))
        .containsExactly("SUBSCRIPTION_GAP : s 2024-01-01 to 2025-01-01 and t 2025-01-03 to now");
  }

  @Test
  void anEndBeforeTheBeginningIsAFaultUntilItIsMendedOrDeleted() {
    AccountQuality reversed = sound().with(subscription("t", "2025-02-01", "2025-01-01").build());
    assertThat(findings(reversed))
        .containsExactly("SUBSCRIPTION_REVERSED t: 2025-02-01 to 2025-01-01");
    assertThat(
            findings(
                reversed.with(
                    subscription("t", "2025-02-01", "2025-01-01")
                        .setSourceVersion(2)
                        .setOp(Operation.DELETE)
                        .build())))
        .isEmpty();
  }

  @Test
  void theCrmsArrMayDifferByHalfAPercent() {
    assertThat(findings(sound().with(controlled(100_500)))).isEmpty();
    assertThat(findings(sound().with(controlled(100_600))))
        .containsExactly("ARR_MISMATCH : the CRM says 1006.00, its subscriptions 1000.00");
    assertThat(findings(sound().with(controlled(0))))
        .containsExactly("ARR_MISMATCH : the CRM says 0.00, its subscriptions 1000.00");
  }

  @Test
  void aCrmThatStillCountsOneWhoLeftIsOff() {
    AccountQuality gone =
        sound()
            .with(controlled(100_000))
            .with(subscription("s", "2024-01-01", "2026-01-01").setSourceVersion(2).build());
    assertThat(findings(gone))
        .containsExactly("ARR_MISMATCH : the CRM says 1000.00, its subscriptions 0.00");
  }

  @Test
  void whatPassesWithTimeAloneIsAskedForOnItsDay() {
    assertThat(AccountQuality.empty().nextChange(QualityRows.TODAY)).isEmpty();
    AccountQuality account =
        AccountQuality.empty()
            .with(
                account(1, LocalDate.parse("2025-12-02"))
                    .setLifecycleStage(LifecycleStage.ONBOARDING)
                    .build())
            .with(subscription("s", "2024-01-01", "2026-04-01").setAutoRenew(true).build());
    LocalDate stale = QualityRows.TODAY.plusDays(1);
    assertThat(account.nextChange(QualityRows.TODAY)).contains(stale);
    assertThat(account.nextChange(stale)).contains(LocalDate.parse("2026-04-01"));
  }

  private static io.vitals.schemas.AccountChange controlled(long minor) {
    return account(2, FEBRUARY).setControlArrMinor(minor).setCurrency("USD").build();
  }

  @Test
  void stagesFollowEachOtherInLegalOrder() {
    AccountQuality jumped =
        sound().with(account(2, FEBRUARY).setLifecycleStage(LifecycleStage.ONBOARDING).build());
    assertThat(findings(jumped))
        .containsExactly(
            "ILLEGAL_STAGE_TRANSITION mature to onboarding: mature to onboarding since 2026-02-01");
    assertThat(
            findings(
                jumped.with(
                    account(3, FEBRUARY.plusDays(3))
                        .setLifecycleStage(LifecycleStage.ADOPTING)
                        .build())))
        .isEmpty();
  }

  @Test
  void aStageMayLastTooLong() {
    AccountQuality onboarding =
        AccountQuality.empty()
            .with(
                account(1, LocalDate.parse("2025-12-02"))
                    .setLifecycleStage(LifecycleStage.ONBOARDING)
                    .build())
            .with(subscription("s", "2024-01-01", null).build());
    assertThat(findings(onboarding)).isEmpty();
    assertThat(AccountRules.findings(onboarding, QualityRows.TODAY.plusDays(1)))
        .singleElement()
        .extracting(Finding::evidence)
        .isEqualTo("onboarding since 2025-12-02");
  }

  @Test
  void aCustomersStageNeedsOwnerStartAndPlan() {
    AccountQuality handed =
        sound().with(account(2, FEBRUARY).setCustomerSince(null).setTier(null).build());
    assertThat(findings(handed))
        .containsExactly(
            "MISSING_FIELD tier: no tier",
            "INCOMPLETE_HANDOFF plan, start date: mature without plan, start date");
  }

  @Test
  void missingInputsAreFaultsOfActiveAccountsOnly() {
    ScoredFacts facts =
        new ScoredFacts(
            true,
            0,
            2,
            List.of(),
            List.of("support.csat_ratio"),
            List.of("too_little_evidence"),
            List.of(Entity.TICKET));
    assertThat(findings(sound().with(facts)))
        .containsExactly(
            "USAGE_AFTER_SUBSCRIPTION : 2 records after their subscription ended",
            "MISSING_HEALTH_INPUT support.csat_ratio: too little evidence");
  }
}
