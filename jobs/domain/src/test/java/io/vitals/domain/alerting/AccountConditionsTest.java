package io.vitals.domain.alerting;

import static io.vitals.domain.alerting.Condition.Standing.BETWEEN;
import static io.vitals.domain.alerting.Condition.Standing.CLEAR;
import static io.vitals.domain.alerting.Condition.Standing.HOLDS;
import static io.vitals.domain.alerting.Condition.Standing.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.alerting.Condition.Standing;
import io.vitals.schemas.AccountFacts;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.HealthBand;
import io.vitals.schemas.HealthStatus;
import io.vitals.schemas.InputStatus;
import io.vitals.schemas.MissingReason;
import io.vitals.schemas.ScoreInput;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AccountConditionsTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  @Test
  void aHealthyAccountWithEverythingFilledHasNothing() {
    for (AlertKind kind :
        List.of(
            AlertKind.ESCALATION,
            AlertKind.BAND_DOWN,
            AlertKind.HEALTHY_BUT_ESCALATING,
            AlertKind.RENEWAL_AT_RISK,
            AlertKind.RENEWAL_DATA_MISSING,
            AlertKind.RENEWAL_COMPOUND,
            AlertKind.ONBOARDING_STALLED)) {
      assertThat(standing(kind, row -> {})).as("%s", kind).isEqualTo(CLEAR);
    }
  }

  @Test
  void anEscalationIsToldWithBothSidesWhenTheScoreIsHealthy() {
    Consumer<AccountHealth> escalated = row -> row.getFacts().setOpenEscalations(1);
    assertThat(standing(AlertKind.ESCALATION, escalated)).isEqualTo(HOLDS);
    assertThat(standing(AlertKind.HEALTHY_BUT_ESCALATING, escalated)).isEqualTo(HOLDS);
    assertThat(
            standing(
                AlertKind.HEALTHY_BUT_ESCALATING,
                escalated.andThen(row -> row.setBandBeforeGates(HealthBand.WATCH))))
        .isEqualTo(CLEAR);
  }

  @Test
  void aRenewalIsAtRiskFromNinetyDaysOn() {
    assertThat(standing(AlertKind.RENEWAL_AT_RISK, watch().andThen(renewsIn(91)))).isEqualTo(CLEAR);
    assertThat(standing(AlertKind.RENEWAL_AT_RISK, watch().andThen(renewsIn(90)))).isEqualTo(HOLDS);
    assertThat(standing(AlertKind.RENEWAL_AT_RISK, watch().andThen(renewsIn(0)))).isEqualTo(HOLDS);
    assertThat(standing(AlertKind.RENEWAL_AT_RISK, watch().andThen(renewsIn(-1))))
        .as("whether it renewed will be told")
        .isEqualTo(BETWEEN);
    assertThat(standing(AlertKind.RENEWAL_AT_RISK, band(HealthBand.UNKNOWN).andThen(renewsIn(20))))
        .as("unknown is not healthy")
        .isEqualTo(HOLDS);
    assertThat(standing(AlertKind.RENEWAL_AT_RISK, renewsIn(20))).as("healthy").isEqualTo(CLEAR);
  }

  @Test
  void zeroArrIsFilledAndNoneIsNot() {
    assertThat(standing(AlertKind.RENEWAL_DATA_MISSING, row -> row.getFacts().setArrMinor(0L)))
        .isEqualTo(CLEAR);
    assertThat(standing(AlertKind.RENEWAL_DATA_MISSING, row -> row.getFacts().setArrMinor(null)))
        .isEqualTo(HOLDS);
    assertThat(standing(AlertKind.RENEWAL_DATA_MISSING, row -> row.getFacts().setOwnerId(null)))
        .isEqualTo(HOLDS);
    assertThat(
            standing(
                AlertKind.RENEWAL_DATA_MISSING,
                row -> row.getFacts().setSubscriptionsWithoutAmount(1)))
        .isEqualTo(HOLDS);
  }

  @Test
  void allThreeMustBeKnownForTheUsualWayToChurn() {
    Consumer<AccountHealth> soon = renewsIn(60);
    assertThat(standing(AlertKind.RENEWAL_COMPOUND, soon.andThen(trend(0.5)).andThen(points(20.0))))
        .isEqualTo(HOLDS);
    assertThat(standing(AlertKind.RENEWAL_COMPOUND, soon.andThen(trend(0.8)).andThen(points(20.0))))
        .isEqualTo(CLEAR);
    assertThat(
            standing(AlertKind.RENEWAL_COMPOUND, soon.andThen(trend(null)).andThen(points(20.0))))
        .as("missing is neither")
        .isEqualTo(UNKNOWN);
  }

  @Test
  void onboardingStallsOnlyWhereFirstValueWouldBeSeen() {
    Consumer<AccountHealth> none =
        row -> {
          row.getFacts().setFirstKeyEventTime(null);
          row.getFacts().setSubscribedSince(TODAY.minusDays(21));
        };
    assertThat(standing(AlertKind.ONBOARDING_STALLED, none)).isEqualTo(HOLDS);
    assertThat(
            standing(
                AlertKind.ONBOARDING_STALLED,
                none.andThen(row -> row.getFacts().setSubscribedSince(TODAY.minusDays(20)))))
        .isEqualTo(CLEAR);
    assertThat(
            standing(
                AlertKind.ONBOARDING_STALLED,
                none.andThen(
                    row ->
                        input(row, "adoption.key_feature_breadth_ratio")
                            .setMissingReason(MissingReason.NOT_APPLICABLE))))
        .as("where breadth does not apply no first value is seen")
        .isEqualTo(CLEAR);
    assertThat(
            standing(
                AlertKind.ONBOARDING_STALLED,
                none.andThen(row -> row.getFacts().setKeyFeaturesListed(0))))
        .as("a model that lists no key features sees no first value")
        .isEqualTo(CLEAR);
    assertThat(
            standing(
                AlertKind.ONBOARDING_STALLED,
                none.andThen(row -> row.getFacts().setKeyFeaturesListed(3))))
        .isEqualTo(HOLDS);
    assertThat(
            standing(
                AlertKind.ONBOARDING_STALLED,
                none.andThen(row -> row.getFacts().setSubscribedSince(TODAY.minusDays(1_000)))))
        .as("a customer of years is not being brought aboard")
        .isEqualTo(CLEAR);
  }

  @Test
  void aBandIsDownUntilItIsUp() {
    BandHistory bands = BandHistory.none();
    List<Condition> seen = new ArrayList<>();
    for (HealthBand band :
        List.of(
            HealthBand.HEALTHY,
            HealthBand.WATCH,
            HealthBand.AT_RISK,
            HealthBand.UNKNOWN,
            HealthBand.WATCH)) {
      AccountSituation account = AccountSituation.of(row(band(band)));
      bands = bands.with(account);
      seen.add(of(AlertKind.BAND_DOWN, account, bands));
    }
    assertThat(seen.get(0).standing()).as("first").isEqualTo(CLEAR);
    assertThat(seen.get(1).standing()).isEqualTo(HOLDS);
    assertThat(seen.get(1).summary()).isEqualTo("healthy to watch");
    assertThat(seen.get(2).stake().raised()).as("graver").isTrue();
    assertThat(seen.get(3).standing()).as("ends nothing").isEqualTo(UNKNOWN);
    assertThat(seen.get(4).standing()).as("up").isEqualTo(CLEAR);
  }

  @Test
  void aChurnedAccountHasNothing() {
    AccountSituation gone =
        AccountSituation.of(
            row(
                watch()
                    .andThen(renewsIn(10))
                    .andThen(row -> row.getFacts().setActiveSubscriptions(0))));
    assertThat(AccountConditions.of(gone, BandHistory.none().with(gone), true, NOW))
        .extracting(Condition::standing)
        .containsOnly(CLEAR);
  }

  private static Standing standing(AlertKind kind, Consumer<AccountHealth> change) {
    AccountSituation account = AccountSituation.of(row(change));
    return of(kind, account, BandHistory.none().with(account)).standing();
  }

  private static Condition of(AlertKind kind, AccountSituation account, BandHistory bands) {
    return AccountConditions.of(account, bands, false, NOW).stream()
        .filter(condition -> condition.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  private static Consumer<AccountHealth> watch() {
    return band(HealthBand.WATCH);
  }

  private static Consumer<AccountHealth> band(HealthBand band) {
    return row -> {
      row.setBand(band);
      row.setBandBeforeGates(band);
    };
  }

  private static Consumer<AccountHealth> renewsIn(int days) {
    return row -> row.getFacts().setRenewalDate(TODAY.plusDays(days));
  }

  private static Consumer<AccountHealth> trend(Double value) {
    return row -> set(input(row, "adoption.usage_trend_ratio"), value);
  }

  private static Consumer<AccountHealth> points(Double value) {
    return row -> set(input(row, "support.open_severity_points"), value);
  }

  private static void set(ScoreInput input, Double value) {
    input.setValue(value);
    input.setStatus(value == null ? InputStatus.MISSING : InputStatus.FRESH);
  }

  private static ScoreInput input(AccountHealth row, String name) {
    return row.getInputs().stream()
        .filter(input -> input.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static AccountHealth row(Consumer<AccountHealth> change) {
    List<ScoreInput> inputs = new ArrayList<>();
    for (String name :
        List.of(
            "adoption.usage_trend_ratio",
            "adoption.key_feature_breadth_ratio",
            "support.open_severity_points")) {
      inputs.add(
          ScoreInput.newBuilder()
              .setName(name)
              .setValue(1.0)
              .setPointsMicros(90_000_000L)
              .setWeightMicros(10_000_000)
              .setStatus(InputStatus.FRESH)
              .setEntities(List.of())
              .build());
    }
    AccountHealth row =
        AccountHealth.newBuilder()
            .setIngestTime(NOW)
            .setAccountId("demo:a")
            .setScoredAt(NOW)
            .setScoreMicros(82_000_000L)
            .setBand(HealthBand.HEALTHY)
            .setBandBeforeGates(HealthBand.HEALTHY)
            .setBandSince(NOW)
            .setStatus(HealthStatus.FRESH)
            .setCountBand(CountBand.HEALTHY)
            .setModel("default@1")
            .setModelHash("")
            .setCodeVersion("")
            .setInputs(inputs)
            .setGates(List.of())
            .setLedger(List.of())
            .setFacts(
                AccountFacts.newBuilder()
                    .setActiveSubscriptions(1)
                    .setOwnerId("csm-1")
                    .setArrMinor(50_000_00L)
                    .setRenewalDate(TODAY.plusDays(200))
                    .setFirstKeyEventTime(NOW)
                    .setSubscribedSince(TODAY.minusDays(300))
                    .build())
            .build();
    change.accept(row);
    return row;
  }
}
