package io.vitals.domain.anomaly.budget;

import static io.vitals.domain.anomaly.budget.Decision.Reason.EXPLAINED;
import static io.vitals.domain.anomaly.budget.Decision.Reason.NOT_SIGNIFICANT;
import static io.vitals.domain.anomaly.budget.Decision.Reason.OVER_BUDGET;
import static io.vitals.domain.anomaly.budget.Streams.DAY;
import static io.vitals.domain.anomaly.budget.Streams.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two alerts a day in periods of two days, so K = 4 and 1 + 1/2 + 1/3 + 1/4 = 25/12. Ten tests a
 * day and alpha = 0.1, so the level of a test is 0.1 / 20 = 0.005 and that of the first alert 0.005
 * * 12/25 = 0.0024, of the second 0.0048, of the third 0.0072.
 */
class AlertBudgetTest {
  private static final AlertBudgetSettings SETTINGS =
      new AlertBudgetSettings(0.1, 2, 2, 10, 1e-9, 2, 3);
  private static final Instant NEXT_DAY = START.plus(DAY);
  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void anAnomalyAloneMustBeAsOddAsTheFirst() {
    assertThat(SETTINGS.aloneAndFirst()).isEqualTo(0.0024, EXACT);
    assertThat(alerts(decide(odd("a", 0.0023)))).containsExactly("a");
    Decision none = decide(odd("a", 0.0025));
    assertThat(none.alerts()).isEmpty();
    assertThat(none.counts()).isEqualTo(Map.of(NOT_SIGNIFICANT, 1, OVER_BUDGET, 0, EXPLAINED, 0));
    assertThat(none.threshold()).isEqualTo(0.0024, EXACT);
  }

  @Test
  void twoBearEachOtherOut() {
    Decision both = decide(odd("a", 0.0047), odd("b", 0.0047));
    assertThat(alerts(both)).containsExactly("a", "b");
    assertThat(both.threshold()).isEqualTo(0.0072, EXACT);
    assertThat(decide(odd("a", 0.0047), odd("b", 0.0049)).alerts()).isEmpty();
  }

  @Test
  void alertsOfThePeriodLightenTheNext() {
    Decision first = decide(odd("a", 0.001));
    Decision second = first.next().decide(batch(NEXT_DAY, odd("b", 0.0047)), SETTINGS);
    assertThat(alerts(second)).containsExactly("b");
    Decision alone = decide().next().decide(batch(NEXT_DAY, odd("b", 0.0047)), SETTINGS);
    assertThat(alone.alerts()).isEmpty();
  }

  @Test
  void aPeriodBeginsFromNothing() {
    AlertBudget spent = decide(odd("a", 0.001), odd("b", 0.001)).next();
    Instant next = START.plus(DAY.multipliedBy(2));
    assertThat(spent.decide(batch(next, odd("c", 0.0025)), SETTINGS).alerts()).isEmpty();
    assertThat(alerts(spent.decide(batch(next, odd("c", 0.0023)), SETTINGS))).containsExactly("c");
  }

  @Test
  void moreTestsThanExpectedAreHeldToLess() {
    Batch twice = new Batch(START, 40, List.of(odd("a", 0.0023)));
    Decision decision = AlertBudget.start().decide(twice, SETTINGS);
    assertThat(decision.alerts()).isEmpty();
    assertThat(decision.threshold()).isEqualTo(0.0012, EXACT);
    assertThat(decision.next().shareLeft()).isZero();
    Decision after = decision.next().decide(batch(NEXT_DAY, odd("a", 1e-9)), SETTINGS);
    assertThat(after.alerts()).isEmpty();
  }

  @Test
  void whatWasNotTestedIsLeftForTheRestOfThePeriod() {
    AlertBudget unspent =
        AlertBudget.start().decide(new Batch(START, 0, List.of()), SETTINGS).next();
    Decision decision = unspent.decide(batch(NEXT_DAY, odd("a", 0.0047)), SETTINGS);
    assertThat(alerts(decision)).containsExactly("a");
    assertThat(decision.next().shareLeft()).isZero();
  }

  @Test
  void theMostArrAtStakeIsAlertedWithinTheDaysLimit() {
    Decision decision =
        decide(
            worth("small", 1e-6, 10L),
            worth("none", 1e-6, 0L),
            worth("unknown", 1e-6, null),
            worth("great", 1e-5, 1_000L));
    assertThat(alerts(decision)).containsExactly("great", "small");
    assertThat(suppressed(decision)).containsExactly("none OVER_BUDGET", "unknown OVER_BUDGET");
    Decision later =
        decision.next().decide(batch(START.plus(Duration.ofHours(1)), odd("x", 1e-8)), SETTINGS);
    assertThat(suppressed(later)).containsExactly("x OVER_BUDGET");
  }

  /** Three would bear each other out; two of them do not, and there is no room for a third. */
  @Test
  void theLimitIsKeptBeforeTheyBearEachOtherOut() {
    Decision decision = decide(odd("a", 0.0047), odd("b", 0.0071), odd("c", 0.0071));
    assertThat(decision.alerts()).isEmpty();
    assertThat(suppressed(decision))
        .containsExactly("a OVER_BUDGET", "b OVER_BUDGET", "c OVER_BUDGET");
  }

  @Test
  void anUnknownArrRanksBehindAKnownAndBeforeNone() {
    Decision decision = decide(worth("a", 1e-6, 0L), worth("b", 1e-6, null), worth("c", 1e-6, 1L));
    assertThat(alerts(decision)).containsExactly("c", "b");
  }

  @Test
  void equalArrRanksByOddnessThenByName() {
    assertThat(alerts(decide(odd("a", 1e-5), odd("b", 1e-6), odd("c", 1e-4))))
        .containsExactly("b", "a");
    assertThat(alerts(decide(odd("c", 1e-5), odd("b", 1e-5), odd("a", 1e-5))))
        .containsExactly("a", "b");
  }

  @Test
  void beyondWhatIsBelievableAllAreEquallyOdd() {
    assertThat(alerts(decide(odd("b", 1e-300), odd("a", 1e-10)))).containsExactly("a", "b");
    AlertBudgetSettings unbelieving = new AlertBudgetSettings(0.1, 2, 2, 10, 0.003, 2, 3);
    Batch alone = batch(START, odd("a", 1e-300));
    assertThat(AlertBudget.start().decide(alone, unbelieving).alerts()).isEmpty();
    Batch two = batch(START, odd("a", 1e-300), odd("b", 1e-300));
    assertThat(AlertBudget.start().decide(two, unbelieving).alerts()).hasSize(2);
  }

  @Test
  void anAlertedEpisodeIsNotChargedAgain() {
    AlertBudget told = decide(odd("a", 1e-6)).next();
    Decision again = told.decide(batch(NEXT_DAY, odd("a", 1e-6), odd("b", 0.001)), SETTINGS);
    assertThat(alerts(again)).containsExactly("b");
    assertThat(again.continuing()).extracting(Candidate::series).containsExactly("a");
    assertThat(again.next().alertsInPeriod()).isEqualTo(2);
    Instant nextPeriod = START.plus(DAY.multipliedBy(2));
    Decision still = again.next().decide(batch(nextPeriod, odd("a", 1e-6)), SETTINGS);
    assertThat(still.alerts()).isEmpty();
    assertThat(still.continuing()).hasSize(1);
  }

  @Test
  void anotherEpisodeOfTheSeriesIs() {
    AlertBudget told = decide(odd("a", 1e-6)).next();
    Candidate another = new Candidate("a", 1e-6, NEXT_DAY, null, null);
    assertThat(alerts(told.decide(batch(NEXT_DAY, another), SETTINGS))).containsExactly("a");
  }

  @Test
  void anEpisodeIsForgottenWhenItsSeriesIsGone() {
    AlertBudget told = decide(odd("a", 1e-6)).next();
    AlertBudget remembers = told.decide(batch(START.plus(DAY.multipliedBy(3))), SETTINGS).next();
    assertThat(remembers.episodes()).hasSize(1);
    AlertBudget forgot = told.decide(batch(START.plus(DAY.multipliedBy(4))), SETTINGS).next();
    assertThat(forgot.episodes()).isEmpty();
  }

  @Test
  void whatWasOverBudgetIsAlertedLaterWhileItLasts() {
    Decision first = decide(worth("a", 1e-6, 4L), worth("b", 1e-6, 3L), worth("c", 1e-6, 2L));
    assertThat(suppressed(first)).containsExactly("c OVER_BUDGET");
    Decision lasts = first.next().decide(batch(NEXT_DAY, worth("c", 0.5, 2L)), SETTINGS);
    assertThat(alerts(lasts)).containsExactly("c");
    Candidate ended = new Candidate("c", 0.5, NEXT_DAY, 2L, null);
    assertThat(first.next().decide(batch(NEXT_DAY, ended), SETTINGS).alerts()).isEmpty();
  }

  @Test
  void onlyTheOddestWait() {
    Decision decision =
        decide(
            worth("a", 1e-6, 9L),
            worth("b", 1e-6, 9L),
            worth("c", 1e-4, 1L),
            worth("d", 1e-6, 1L),
            worth("e", 1e-5, 1L));
    assertThat(decision.next().episodes())
        .filteredOn(episode -> !episode.alerted())
        .extracting(AlertBudget.KnownEpisode::series)
        .containsExactly("d", "e");
  }

  @Test
  void aPeriodInheritsNothingThatWaits() {
    AlertBudget waits = decide(odd("a", 1e-6), odd("b", 1e-6), odd("c", 1e-6)).next();
    Instant next = START.plus(DAY.multipliedBy(2));
    assertThat(waits.decide(batch(next, odd("c", 0.5)), SETTINGS).alerts()).isEmpty();
  }

  @Test
  void aBucketThatComesLateCountsToTheLastDay() {
    AlertBudget later = decide(odd("a", 1e-6)).next();
    AlertBudget late = later.decide(batch(START.minus(DAY), odd("b", 1e-6)), SETTINGS).next();
    assertThat(late.day()).isEqualTo(later.day());
    assertThat(late.periodEnd()).isEqualTo(later.periodEnd());
    assertThat(late.alertsInDay()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Cause.Kind.class,
      names = {"SOURCE_BREAK", "TOLD"})
  void whatIsKnownExplainsWhateverTheBudgetSays(Cause.Kind kind) {
    Cause cause = new Cause(kind, "warehouse");
    Decision decision = decide(because("a", cause), because("b", cause), odd("c", 1e-6));
    assertThat(alerts(decision)).containsExactly("c");
    assertThat(suppressed(decision)).containsExactly("a EXPLAINED", "b EXPLAINED");
    assertThat(decision.explained()).isEqualTo(Map.of("warehouse", 2));
    assertThat(decision.counts()).containsEntry(EXPLAINED, 2);
  }

  @Test
  void aSegmentExplainsFromItsAlertToItsEnd() {
    Cause cause = new Cause(Cause.Kind.SEGMENT, "segment");
    Decision first = decide(odd("segment", 1e-6), because("a", cause), because("b", cause));
    assertThat(alerts(first)).containsExactly("segment");
    assertThat(first.explained()).isEqualTo(Map.of("segment", 2));
    Decision lasts =
        first.next().decide(batch(NEXT_DAY, odd("segment", 1), because("c", cause)), SETTINGS);
    assertThat(lasts.alerts()).isEmpty();
    assertThat(suppressed(lasts)).containsExactly("c EXPLAINED");
    Decision ended = first.next().decide(batch(NEXT_DAY, odd("c", 1e-6)), SETTINGS);
    assertThat(alerts(ended)).containsExactly("c");
  }

  @Test
  void aSegmentOfWhichNobodyIsToldExplainsNothing() {
    Cause cause = new Cause(Cause.Kind.SEGMENT, "segment");
    Decision decision = decide(odd("segment", 0.5), because("a", cause));
    assertThat(alerts(decision)).containsExactly("a");
    assertThat(suppressed(decision)).containsExactly("segment NOT_SIGNIFICANT");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> odd("a", 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> odd("a", Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> batch(START, odd("a", 0.1), odd("a", 0.1)))
        .hasMessage("two candidates of a");
    assertThatThrownBy(() -> new Batch(START, 0, List.of(odd("a", 0.1))))
        .hasMessage("1 candidates of 0 tests");
    assertThatThrownBy(() -> new AlertBudgetSettings(1, 2, 2, 10, 1e-9, 2, 3))
        .hasMessage("falseDiscoveryRate is 1.0, not in (0, 1)");
    assertThatThrownBy(() -> new AlertBudgetSettings(0.1, 0, 2, 10, 1e-9, 2, 3))
        .hasMessage("alertsPerDay is 0, less than 1");
  }

  @Test
  void theStandardLetsOneAloneBeAlertedAmongFiveThousandByTheHour() {
    AlertBudgetSettings standard = AlertBudgetSettings.standard(5_000 * 24);
    assertThat(standard.aloneAndFirst()).isGreaterThan(standard.smallestBelievable());
  }

  private static Decision decide(Candidate... candidates) {
    return AlertBudget.start().decide(batch(START, candidates), SETTINGS);
  }

  private static Batch batch(Instant start, Candidate... candidates) {
    return new Batch(start, 10, List.of(candidates));
  }

  private static Candidate odd(String series, double p) {
    return new Candidate(series, p, START, null, null);
  }

  private static Candidate worth(String series, double p, Long arrMinor) {
    return new Candidate(series, p, START, arrMinor, null);
  }

  private static Candidate because(String series, Cause cause) {
    return new Candidate(series, 1e-6, START, null, cause);
  }

  private static List<String> alerts(Decision decision) {
    return decision.alerts().stream().map(Candidate::series).toList();
  }

  private static List<String> suppressed(Decision decision) {
    return decision.suppressed().stream()
        .map(one -> one.candidate().series() + " " + one.reason())
        .toList();
  }
}
