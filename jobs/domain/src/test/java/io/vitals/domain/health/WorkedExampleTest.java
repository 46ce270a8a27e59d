package io.vitals.domain.health;

import static io.vitals.domain.health.HealthFixtures.DICTIONARY;
import static io.vitals.domain.health.HealthFixtures.MONDAY;
import static io.vitals.domain.health.HealthFixtures.NEXT_MONDAY;
import static io.vitals.domain.health.HealthFixtures.QUIET;
import static io.vitals.domain.health.HealthFixtures.TOO_LITTLE;
import static io.vitals.domain.health.HealthFixtures.WELL;
import static io.vitals.domain.health.HealthFixtures.facts;
import static io.vitals.domain.health.HealthFixtures.inputs;
import static io.vitals.domain.health.HealthFixtures.of;
import static io.vitals.domain.health.HealthFixtures.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vitals.schemas.GateApplied;
import io.vitals.schemas.HealthBand;
import io.vitals.schemas.LedgerCause;
import io.vitals.schemas.LedgerLine;
import io.vitals.schemas.LifecycleStage;
import io.vitals.schemas.ScoreInput;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples the default model is explained by, figure for figure. */
class WorkedExampleTest {
  private static final GateFacts ESCALATED = new GateFacts(1, 300, true, 24.0, 1.0, 0.0);

  private final Model model = HealthFixtures.defaultModel();
  private final InputValues well = inputs(WELL);
  private final InputValues worse =
      with(
          with(
              with(
                  with(
                      with(
                          with(well, "adoption.usage_trend_ratio", of(.5)),
                          "support.escalations_28d",
                          of(1)),
                      "support.oldest_urgent_age_hours",
                      of(24)),
                  "adoption.active_days_ratio",
                  of(.45)),
              "support.open_severity_points",
              of(16)),
          "adoption.weekly_active_seats_ratio",
          of(.5));

  @Test
  void aWeekOfTroubleIsExplainedDriverByDriver() {
    Scored before = score(facts(well), ScoreState.initial(), MONDAY);
    Scored after = score(facts(worse, ESCALATED), before.next(), NEXT_MONDAY);

    assertThat(before.scoreMicros()).isEqualTo(90_400_000);
    assertThat(before.band()).isEqualTo(HealthBand.HEALTHY);
    assertThat(before.coverageMicros()).isEqualTo(1_000_000);
    assertThat(before.ledger(List.of())).isEmpty();
    assertThat(before.previousScoreMicros()).isNull();
    assertThat(after.scoreMicros()).isEqualTo(70_675_000);
    assertThat(after.ledger(List.of()))
        .extracting(LedgerLine::getCause, LedgerLine::getInput, LedgerLine::getDeltaMicros)
        .containsExactly(
            tuple(LedgerCause.CUSTOMER, "adoption.active_days_ratio", -2_925_000L),
            tuple(LedgerCause.CUSTOMER, "adoption.usage_trend_ratio", -6_650_000L),
            tuple(LedgerCause.CUSTOMER, "adoption.weekly_active_seats_ratio", -1_200_000L),
            tuple(LedgerCause.CUSTOMER, "support.oldest_urgent_age_hours", -3_200_000L),
            tuple(LedgerCause.CUSTOMER, "support.open_severity_points", -2_250_000L),
            tuple(LedgerCause.CUSTOMER, "support.escalations_28d", -3_500_000L));
    assertThat(after.ledger(List.of()).get(1).getText()).isEqualTo("usage_trend_ratio 0.9 -> 0.5");
    assertThat(after.bandBeforeGates()).isEqualTo(HealthBand.HEALTHY);
    assertThat(after.band()).isEqualTo(HealthBand.WATCH);
    assertThat(after.gates())
        .extracting(GateApplied::getGate, GateApplied::getCap, GateApplied::getText)
        .containsExactly(tuple("open_escalation", HealthBand.WATCH, "open escalation"));
    assertThat(after.previousScoreMicros()).isEqualTo(90_400_000);
    assertThat(after.previousTime()).isEqualTo(MONDAY);
  }

  @Test
  void ratingsThatFallShortAreTheDataNotTheCustomer() {
    Scored before = score(facts(well), ScoreState.initial(), MONDAY);
    Scored trouble = score(facts(worse, ESCALATED), before.next(), NEXT_MONDAY);
    Scored after =
        score(
            facts(with(worse, "support.csat_ratio", TOO_LITTLE), ESCALATED),
            trouble.next(),
            NEXT_MONDAY.plus(Duration.ofHours(1)));

    assertThat(after.scoreMicros()).isEqualTo(69_358_333);
    assertThat(after.coverageMicros()).isEqualTo(960_000);
    assertThat(after.ledger(List.of()))
        .extracting(LedgerLine::getCause, LedgerLine::getDeltaMicros, LedgerLine::getText)
        .containsExactly(
            tuple(LedgerCause.DATA, -1_316_667L, "csat_ratio missing (too_little_evidence)"));
    assertThat(after.inputs().stream().mapToLong(ScoreInput::getContributionMicros).sum())
        .isEqualTo(69_358_333);
  }

  @Test
  void aThinAccountIsNotCarriedToGreenByWhatIsMissing() {
    Model weekly = withWeeklyUse();
    InputValues thin =
        inputs(
            Map.of(
                "adoption.active_weeks_ratio", .5,
                "engagement.days_since_last_activity", 11.0,
                "support.oldest_urgent_age_hours", 0.0,
                "support.open_severity_points", 0.0,
                "support.escalations_28d", 0.0,
                "commercial.arr_change_90d_ratio", 0.0,
                "commercial.noticed_arr_ratio", 0.0));

    Scored scored =
        Scorer.score(weekly, null, facts(thin), ScoreState.initial(), MONDAY, true, false);

    assertThat(scored.scoreMicros()).isEqualTo(84_650_000);
    assertThat(scored.coverageMicros()).isEqualTo(640_000);
    assertThat(scored.band()).isEqualTo(HealthBand.HEALTHY);
    assertThat(scored.variant()).isEqualTo("adopting/standard/weekly");

    InputValues thinner = with(thin, "commercial.noticed_arr_ratio", HealthFixtures.NEVER_SEEN);
    Scored capped =
        Scorer.score(weekly, null, facts(thinner), ScoreState.initial(), MONDAY, true, false);

    assertThat(capped.scoreMicros()).isEqualTo(83_450_000);
    assertThat(capped.coverageMicros()).isEqualTo(560_000);
    assertThat(capped.bandBeforeGates()).isEqualTo(HealthBand.HEALTHY);
    assertThat(capped.band()).isEqualTo(HealthBand.WATCH);
    assertThat(capped.gates()).extracting(GateApplied::getGate).containsExactly("low_coverage");
  }

  @Test
  void theStageAndTheModelHaveLinesOfTheirOwn() {
    Scored before = score(facts(well), ScoreState.initial(), MONDAY);
    GateFacts nearRenewal = new GateFacts(0, 100, true, 0.0, 1.0, 0.0);
    Scored renewing = score(facts(well, nearRenewal), before.next(), NEXT_MONDAY);

    assertThat(renewing.variant()).isEqualTo("renewing/standard/daily");
    assertThat(renewing.ledger(List.of()))
        .extracting(LedgerLine::getCause, LedgerLine::getText)
        .containsExactly(
            tuple(LedgerCause.STAGE, "variant adopting/standard/daily -> renewing/standard/daily"));

    Model second =
        ModelFile.parse(
            HealthFixtures.defaultYaml()
                .replace("\nversion: 1", "\nversion: 2")
                .replace("[0, 85], [0.1, 100]", "[0, 95], [0.1, 100]"),
            DICTIONARY);
    for (Model known : new Model[] {model, null}) {
      Scored changed =
          Scorer.score(
              second, known, facts(worse, nearRenewal), before.next(), NEXT_MONDAY, true, false);
      assertThat(changed.ledger(List.of()))
          .filteredOn(line -> line.getCause() == LedgerCause.MODEL)
          .extracting(LedgerLine::getText, LedgerLine::getDeltaMicros)
          .containsExactly(tuple("model default@1 -> default@2", 900_000L));
      assertThat(HealthFixtures.sum(changed.ledger(List.of())))
          .isEqualTo(changed.scoreMicros() - before.scoreMicros());
    }
  }

  @Test
  void aLateCorrectionIsItsOwnLine() {
    Scored before = score(facts(well), ScoreState.initial(), MONDAY);
    InputValues corrected = with(well, "adoption.usage_trend_ratio", of(1));
    InputValues now = with(corrected, "adoption.active_days_ratio", of(.6));
    LateCorrection late = new LateCorrection(with(now, "adoption.usage_trend_ratio", of(.9)), now);
    ScoringFacts facts = new ScoringFacts(HealthFixtures.ADOPTING, now, late, QUIET, true);

    Scored after = score(facts, before.next(), NEXT_MONDAY);

    assertThat(after.ledger(List.of()))
        .extracting(LedgerLine::getCause, LedgerLine::getDeltaMicros, LedgerLine::getText)
        .containsExactly(
            tuple(LedgerCause.LATE_DATA, 1_050_000L, "late data: usage_trend_ratio 0.9 -> 1"),
            tuple(LedgerCause.CUSTOMER, -650_000L, "active_days_ratio 0.7 -> 0.6"));
  }

  @Test
  void onboardingIsJudgedByProgressWhenThereIsAny() {
    VariantFacts onboarding = new VariantFacts(LifecycleStage.ONBOARDING, null, null);
    InputValues progress = with(well, "onboarding.milestones_on_time_ratio", of(.5));
    Scored with =
        score(
            new ScoringFacts(onboarding, progress, null, QUIET, true),
            ScoreState.initial(),
            MONDAY);
    Scored without =
        score(new ScoringFacts(onboarding, well, null, QUIET, true), ScoreState.initial(), MONDAY);

    assertThat(with.variant()).isEqualTo("onboarding/standard/daily");
    assertThat(with.inputs())
        .extracting(ScoreInput::getName)
        .doesNotContain("adoption.usage_trend_ratio");
    assertThat(with.inputs().stream().mapToLong(ScoreInput::getWeightMicros).sum())
        .isEqualTo(100_000_000);
    assertThat(without.variant()).isEqualTo("adopting/standard/daily");
  }

  private static Model withWeeklyUse() {
    return ModelFile.parse(
        HealthFixtures.defaultYaml()
            .replace(
                "default: daily\n  products: {}", "default: daily\n  products: {suite: weekly}"),
        DICTIONARY);
  }

  private Scored score(ScoringFacts facts, ScoreState state, java.time.Instant now) {
    return Scorer.score(model, null, facts, state, now, true, false);
  }
}
