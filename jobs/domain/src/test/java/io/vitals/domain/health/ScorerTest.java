package io.vitals.domain.health;

import static io.vitals.domain.health.HealthFixtures.ADOPTING;
import static io.vitals.domain.health.HealthFixtures.MONDAY;
import static io.vitals.domain.health.HealthFixtures.NEVER_SEEN;
import static io.vitals.domain.health.HealthFixtures.QUIET;
import static io.vitals.domain.health.HealthFixtures.WELL;
import static io.vitals.domain.health.HealthFixtures.facts;
import static io.vitals.domain.health.HealthFixtures.inputs;
import static io.vitals.domain.health.HealthFixtures.of;
import static io.vitals.domain.health.HealthFixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.HealthBand;
import io.vitals.schemas.LedgerCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScorerTest {
  private static final Instant AN_HOUR_LATER = MONDAY.plus(Duration.ofHours(1));

  private final Model model = HealthFixtures.defaultModel();
  private final InputValues well = inputs(WELL);

  static Stream<Arguments> gates() {
    return Stream.of(
        gate("none", null, QUIET, List.of(), HealthBand.HEALTHY),
        gate(
            "escalation",
            null,
            new GateFacts(1, 300, true, 0.0, 1.0, 0.0),
            List.of("open_escalation"),
            HealthBand.WATCH),
        gate(
            "owner missing",
            null,
            new GateFacts(0, 30, false, 0.0, 1.0, 0.0),
            List.of("renewal_without_owner"),
            HealthBand.WATCH),
        gate(
            "renewal far",
            null,
            new GateFacts(0, 31, false, 0.0, 1.0, 0.0),
            List.of(),
            HealthBand.HEALTHY),
        gate(
            "urgent at the limit",
            null,
            new GateFacts(0, 300, true, 72.0, 1.0, 0.0),
            List.of(),
            HealthBand.HEALTHY),
        gate(
            "urgent",
            null,
            new GateFacts(0, 300, true, 72.1, 1.0, 0.0),
            List.of("urgent_ticket_age"),
            HealthBand.WATCH),
        gate(
            "urgent a week",
            null,
            new GateFacts(0, 300, true, 168.1, 1.0, 0.0),
            List.of("urgent_ticket_age"),
            HealthBand.AT_RISK),
        gate(
            "urgent enterprise",
            "Enterprise",
            new GateFacts(0, 300, true, 24.1, 1.0, 0.0),
            List.of("urgent_ticket_age"),
            HealthBand.WATCH),
        gate(
            "urgent enterprise, long",
            "Enterprise",
            new GateFacts(0, 300, true, 72.1, 1.0, 0.0),
            List.of("urgent_ticket_age"),
            HealthBand.AT_RISK),
        gate(
            "inactive",
            null,
            new GateFacts(0, 300, true, 0.0, 14.0, 0.0),
            List.of("no_activity"),
            HealthBand.WATCH),
        gate(
            "inactive, long",
            null,
            new GateFacts(0, 300, true, 0.0, 28.0, 0.0),
            List.of("no_activity"),
            HealthBand.AT_RISK),
        gate(
            "notice",
            null,
            new GateFacts(0, 300, true, 0.0, 1.0, 0.5),
            List.of("noticed_arr"),
            HealthBand.AT_RISK),
        gate(
            "nothing known",
            null,
            new GateFacts(0, null, false, null, null, null),
            List.of(),
            HealthBand.HEALTHY),
        gate(
            "all are listed, the lowest wins",
            null,
            new GateFacts(2, 10, false, 0.0, 15.0, 0.9),
            List.of("open_escalation", "renewal_without_owner", "no_activity", "noticed_arr"),
            HealthBand.AT_RISK));
  }

  private static Arguments gate(
      String name, String segment, GateFacts facts, List<String> gates, HealthBand band) {
    return Arguments.of(name, segment, facts, gates, band);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("gates")
  void gatesCapTheBand(
      String name, String segment, GateFacts gateFacts, List<String> gates, HealthBand band) {
    ScoringFacts facts =
        new ScoringFacts(
            new VariantFacts(ADOPTING.stage(), segment, null), well, null, gateFacts, true);

    Scored scored = Scorer.score(model, null, facts, ScoreState.initial(), MONDAY, true, false);

    assertThat(scored.gates()).as(name).extracting(gate -> gate.getGate()).isEqualTo(gates);
    assertThat(scored.band()).as(name).isEqualTo(band);
    assertThat(scored.bandBeforeGates()).as(name).isEqualTo(HealthBand.HEALTHY);
  }

  @Test
  void oneCollapsedComponentIsNotHiddenByTheMean() {
    InputValues collapsed =
        with(
            with(
                with(
                    with(well, "support.oldest_urgent_age_hours", of(168)),
                    "support.open_severity_points",
                    of(64)),
                "support.escalations_28d",
                of(3)),
            "support.csat_ratio",
            of(.7));

    Scored scored = score(facts(collapsed), ScoreState.initial(), MONDAY, true);

    assertThat(scored.gates())
        .singleElement()
        .satisfies(
            gate -> {
              assertThat(gate.getGate()).isEqualTo("component_collapse");
              assertThat(gate.getText()).isEqualTo("support below 20 points");
            });
  }

  @Test
  void aGateIsReleasedAfterADayClearAndNotByMissingFacts() {
    GateFacts noticed = new GateFacts(0, 300, true, 0.0, 1.0, .6);
    GateFacts unknown = new GateFacts(0, 300, true, 0.0, 1.0, null);
    Scored on = score(facts(well, noticed), ScoreState.initial(), MONDAY, true);
    assertThat(on.band()).isEqualTo(HealthBand.AT_RISK);

    Instant daysLater = MONDAY.plus(Duration.ofDays(3));
    Scored stillOn = score(facts(well, unknown), on.next(), daysLater, true);
    assertThat(stillOn.band()).isEqualTo(HealthBand.AT_RISK);
    assertThat(stillOn.nextBandMoment()).isEmpty();

    Scored clear = score(facts(well), stillOn.next(), daysLater, true);
    assertThat(clear.band()).isEqualTo(HealthBand.AT_RISK);
    assertThat(clear.gates()).singleElement().matches(gate -> !gate.getConditionHolds());
    Instant release = daysLater.plus(Duration.ofDays(1));
    assertThat(clear.nextBandMoment()).contains(release);
    assertThat(score(facts(well), clear.next(), release.minusMillis(1), true).band())
        .isEqualTo(HealthBand.AT_RISK);
    Scored released = score(facts(well), clear.next(), release, true);
    assertThat(released.band()).isEqualTo(HealthBand.HEALTHY);
    assertThat(released.bandSince()).isEqualTo(release);
    assertThat(released.gates()).isEmpty();
  }

  @Test
  void ticketsAreWeighedByTheSizeOfTheCustomer() {
    assertThat(severityPoints("ENTERPRISE", 16)).isEqualTo(85_000_000);
    assertThat(severityPoints("mid-market", 16)).isEqualTo(60_000_000);
    assertThat(severityPoints("smb", 16)).isEqualTo(30_000_000);
  }

  private long severityPoints(String segment, double value) {
    InputValues inputs = with(well, "support.open_severity_points", of(value));
    ScoringFacts facts =
        new ScoringFacts(new VariantFacts(null, segment, null), inputs, null, QUIET, true);
    return Scorer.score(model, null, facts, ScoreState.initial(), MONDAY, true, false)
        .inputs()
        .stream()
        .filter(input -> input.getName().equals("support.open_severity_points"))
        .findFirst()
        .orElseThrow()
        .getPointsMicros();
  }

  @Test
  void withTooLittleKnownTheBandIsUnknownAndComesBackWhereItWas() {
    InputValues little = inputs(Map.of("adoption.active_days_ratio", 1.0));
    InputValues middling = with(well, "support.oldest_urgent_age_hours", of(168));
    Scored first = score(facts(well), ScoreState.initial(), MONDAY, true);
    Scored unknown = score(facts(little), first.next(), MONDAY, true);
    Scored back = score(facts(middling), unknown.next(), AN_HOUR_LATER, true);

    assertThat(unknown.band()).isEqualTo(HealthBand.UNKNOWN);
    assertThat(unknown.bandBeforeGates()).isEqualTo(HealthBand.UNKNOWN);
    assertThat(unknown.coverageMicros()).isEqualTo(130_000);
    assertThat(back.bandBeforeGates()).isEqualTo(HealthBand.HEALTHY);
  }

  @Test
  void whatIsDeclaredNotToApplyLeavesTheDenominator() {
    String seats = "adoption.weekly_active_seats_ratio";
    assertThat(coverage(with(well, seats, HealthFixtures.NOT_APPLICABLE))).isEqualTo(1_000_000);
    assertThat(coverage(with(well, seats, NEVER_SEEN))).isEqualTo(900_000);
  }

  private long coverage(InputValues inputs) {
    return score(facts(inputs), ScoreState.initial(), MONDAY, true).coverageMicros();
  }

  @Test
  void aChurnedAccountIsInNoBand() {
    Scored active = score(facts(well), ScoreState.initial(), MONDAY, true);
    ScoringFacts gone = new ScoringFacts(ADOPTING, well, null, QUIET, false);
    Scored churned = score(gone, active.next(), AN_HOUR_LATER, true);

    assertThat(churned.scoreMicros()).isNull();
    assertThat(churned.band()).isEqualTo(HealthBand.NOT_SCORED);
    assertThat(churned.bandBeforeGates()).isEqualTo(HealthBand.NOT_SCORED);
    assertThat(churned.isWorthARow()).isTrue();
    assertThat(churned.ledger(List.of())).isEmpty();
    assertThat(churned.nextBandMoment()).isEmpty();
  }

  @Test
  void aRowIsWrittenOnChangeAndOnceADay() {
    Scored first = score(facts(well), ScoreState.initial(), MONDAY, true);
    assertThat(first.isWorthARow()).isTrue();
    assertThat(first.isFinal()).isTrue();

    // 0.1 of 10 points: nothing that shows.
    InputValues slightly = with(well, "adoption.weekly_active_seats_ratio", of(.6199));
    Scored same = score(facts(slightly), first.next(), AN_HOUR_LATER, true);
    assertThat(same.isWorthARow()).isFalse();
    assertThat(same.next().last()).isEqualTo(first.next().last());

    Scored daily = score(facts(slightly), same.next(), MONDAY.plus(Duration.ofDays(1)), true);
    assertThat(daily.isWorthARow()).isTrue();
    assertThat(HealthFixtures.sum(daily.ledger(List.of())))
        .isEqualTo(daily.scoreMicros() - first.scoreMicros());
  }

  @Test
  void aCauseThatComesAndGoesBetweenTwoClosesIsHeldByTheCloses() {
    GateFacts escalated = new GateFacts(1, 300, true, 0.0, 1.0, 0.0);
    Scored first = score(facts(well), ScoreState.initial(), MONDAY, true);
    Instant cleared = MONDAY.plus(Duration.ofMinutes(50));
    ScoreState opened =
        Scorer.afterRow(
            model, facts(well, escalated), first.next(), MONDAY.plus(Duration.ofMinutes(5)));
    ScoreState closed = Scorer.afterRow(model, facts(well), opened, cleared);

    Scored atClose = score(facts(well), closed, AN_HOUR_LATER, true);
    assertThat(atClose.band()).isEqualTo(HealthBand.WATCH);
    assertThat(atClose.bandSince()).isEqualTo(AN_HOUR_LATER);
    assertThat(atClose.nextBandMoment()).contains(cleared.plus(Duration.ofDays(1)));
  }

  @Test
  void aRowJudgesOnlyGatesThatRowsDecide() {
    GateFacts idle = new GateFacts(0, 300, true, 0.0, 15.0, 0.0);
    Scored on = score(facts(well, idle), ScoreState.initial(), MONDAY, true);

    assertThat(Scorer.afterRow(model, facts(well), on.next(), AN_HOUR_LATER)).isSameAs(on.next());
  }

  @Test
  void whatAModelDeclaresNotToApplyIsALineOfTheModel() {
    String seats = "adoption.weekly_active_seats_ratio";
    Model declaring =
        ModelFile.parse(
            HealthFixtures.defaultYaml()
                .replace("version: 1\n", "version: 2\n")
                .replace(
                    "not_applicable:\n  products: {}",
                    "not_applicable:\n  products: {suite: [" + seats + "]}"),
            HealthFixtures.DICTIONARY);
    Scored before = score(facts(well), ScoreState.initial(), MONDAY, true);
    ScoringFacts without = facts(with(well, seats, HealthFixtures.NOT_APPLICABLE));
    Scored after =
        Scorer.score(declaring, model, without, before.next(), AN_HOUR_LATER, true, true);

    assertThat(declaring.notApplicable(ADOPTING))
        .containsExactly(HealthFixtures.DICTIONARY.indexOf(seats));
    assertThat(after.coverageMicros()).isEqualTo(1_000_000);
    assertThat(after.ledger(List.of()))
        .singleElement()
        .satisfies(line -> assertThat(line.getCause()).isEqualTo(LedgerCause.MODEL));
    assertThat(HealthFixtures.sum(after.ledger(List.of())))
        .isEqualTo(after.scoreMicros() - before.scoreMicros());
  }

  @Test
  void rowsOfClosesDoNotDependOnWhatWasScoredInBetween() {
    InputValues dip = with(well, "adoption.usage_trend_ratio", of(.1));
    GateFacts escalated = new GateFacts(1, 300, true, 0.0, 1.0, 0.0);
    Scored first = score(facts(well), ScoreState.initial(), MONDAY, true);
    Scored dipped =
        score(facts(dip, escalated), first.next(), MONDAY.plus(Duration.ofMinutes(20)), false);
    Scored closed = score(facts(well), dipped.next(), AN_HOUR_LATER, true);
    Scored straight = score(facts(well), first.next(), AN_HOUR_LATER, true);

    assertThat(dipped.isWorthARow()).isTrue();
    assertThat(dipped.isFinal()).isFalse();
    assertThat(closed.isWorthARow()).isTrue();
    assertThat(closed.isFinal()).isFalse();
    assertThat(straight.isWorthARow()).isFalse();
    assertThat(closed.next().closed())
        .usingRecursiveComparison()
        .isEqualTo(straight.next().closed());
    assertThat(closed.next().lastClosed()).isEqualTo(straight.next().lastClosed());
  }

  private Scored score(ScoringFacts facts, ScoreState state, Instant now, boolean closes) {
    return Scorer.score(model, null, facts, state, now, closes, false);
  }
}
