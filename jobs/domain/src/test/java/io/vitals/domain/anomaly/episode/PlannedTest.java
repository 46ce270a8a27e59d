package io.vitals.domain.anomaly.episode;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.anomaly.budget.Cause;
import io.vitals.domain.anomaly.budget.Decision.Suppressed;
import io.vitals.domain.anomaly.series.AccountStanding;
import io.vitals.domain.anomaly.series.Hours;
import io.vitals.domain.anomaly.series.SeriesCount;
import io.vitals.domain.anomaly.series.SeriesMeasure;
import io.vitals.domain.anomaly.series.SeriesPoint;
import io.vitals.domain.anomaly.series.Subject;
import io.vitals.schemas.Signal;
import io.vitals.schemas.SignalAction;
import io.vitals.schemas.SignalKind;
import io.vitals.schemas.SignalScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What somebody said would come is not told of while it was said to last, and then again. */
class PlannedTest {
  private static final int NINE = Hours.of(Instant.parse("2026-11-02T09:00:00Z").toEpochMilli());
  private static final int NOON = NINE + 3;
  private static final double ODD = 1e-12;
  private static final double USUAL = 1_000;

  private final List<Planned> planned = new ArrayList<>();

  private AnomalyMemory memory = AnomalyMemory.start();
  private Anomalies.Step step;

  @Test
  void whatWasToldOfBeforeItWasSaidEndsAndIsNotToldOfAgainUntilThen() {
    assertThat(actions(decide(NINE, account("demo:a", NINE, ODD, NINE))))
        .containsExactly(SignalAction.RAISE);
    plan(SignalScope.ACCOUNT, "demo:a", SignalKind.USAGE_COLLAPSE);

    assertThat(actions(decide(NINE + 1, account("demo:a", NINE + 1, ODD, NINE))))
        .containsExactly(SignalAction.CLEAR);
    assertThat(decide(NINE + 2, account("demo:a", NINE + 2, ODD, NINE))).isEmpty();
  }

  @Test
  void whatComesAfterItWasSaidIsCountedAsExplained() {
    plan(SignalScope.ACCOUNT, "demo:a", SignalKind.USAGE_COLLAPSE);
    assertThat(decide(NINE + 1, account("demo:a", NINE + 1, ODD, NINE + 1))).isEmpty();
    assertThat(step.decision().suppressed())
        .extracting(Suppressed::cause)
        .containsExactly(new Cause(Cause.Kind.PLANNED, "planned"));
    assertThat(step.row().orElseThrow().getExplained()).isEqualTo(1);
  }

  @Test
  void whatOutlastsThePlanIsAnEpisodeOfItsOwn() {
    decide(NINE, account("demo:a", NINE, ODD, NINE));
    plan(SignalScope.ACCOUNT, "demo:a", SignalKind.USAGE_COLLAPSE);
    for (int hour = NINE + 1; hour < NOON; hour++) {
      decide(hour, account("demo:a", hour, ODD, NINE));
    }

    List<Signal> after = decide(NOON, account("demo:a", NOON, ODD, NINE));
    assertThat(actions(after)).containsExactly(SignalAction.RAISE);
    assertThat(after.get(0).getSince()).isEqualTo(at(NOON));
    assertThat(decide(NOON + 1, account("demo:a", NOON + 1, ODD, NINE)))
        .as("told of once")
        .isEmpty();
  }

  @Test
  void whatIsOverBeforeThePlanIsLeavesNothing() {
    decide(NINE, account("demo:a", NINE, ODD, NINE));
    plan(SignalScope.ACCOUNT, "demo:a", SignalKind.USAGE_COLLAPSE);
    decide(NINE + 1, account("demo:a", NINE + 1, ODD, NINE));
    assertThat(decide(NINE + 2, account("demo:a", NINE + 2, 0.8, null))).isEmpty();
    assertThat(decide(NOON, account("demo:a", NOON, 0.8, null))).isEmpty();
    assertThat(memory.episodes()).isEmpty();
  }

  @Test
  void othersAndOtherKindsAreToldOf() {
    plan(SignalScope.ACCOUNT, "demo:a", SignalKind.USAGE_COLLAPSE);
    SeriesPoint errors =
        judged(SeriesCount.ofHour(account("demo:a"), SeriesMeasure.ERRORS, NINE, 5_000), ODD, NINE);
    List<Signal> told =
        decide(
            NINE, account("demo:a", NINE, ODD, NINE), account("demo:b", NINE, ODD, NINE), errors);
    assertThat(told)
        .extracting(signal -> signal.getKind() + " " + signal.getSubject())
        .containsExactlyInAnyOrder("USAGE_COLLAPSE demo:b", "ERROR_SURGE demo:a");
  }

  @Test
  void aSumThatItMakesMostOfIsNotToldOfEither() {
    plan(SignalScope.ACCOUNT, "demo:a", SignalKind.USAGE_COLLAPSE);
    SeriesPoint all =
        judged(SeriesCount.ofHour(Subject.segment(""), SeriesMeasure.EVENTS, NINE, 200), ODD, NINE);
    assertThat(decide(NINE, account("demo:a", NINE, ODD, NINE), all)).isEmpty();
  }

  @Test
  void thePortfolioIsPlannedByWhateverName() {
    plan(SignalScope.PORTFOLIO, "all accounts", SignalKind.USAGE_COLLAPSE);
    SeriesPoint all =
        judged(SeriesCount.ofHour(Subject.segment(""), SeriesMeasure.EVENTS, NINE, 200), ODD, NINE);
    assertThat(decide(NINE, all)).isEmpty();
  }

  private void plan(SignalScope scope, String subject, SignalKind kind) {
    planned.add(new Planned(scope, subject, kind, NINE * Hours.MILLIS, NOON * Hours.MILLIS));
  }

  private List<Signal> decide(int hour, SeriesPoint... points) {
    step =
        Anomalies.decide(
            memory,
            Instant.ofEpochMilli(Hours.judgedAt(hour)),
            List.of(points),
            List.of(),
            planned,
            AnomalySettings.standard());
    memory = step.next();
    return step.signals();
  }

  private static List<SignalAction> actions(List<Signal> signals) {
    return signals.stream().map(Signal::getAction).toList();
  }

  private static SeriesPoint account(String id, int hour, double p, Integer since) {
    return judged(
        SeriesCount.ofHour(account(id), SeriesMeasure.EVENTS, hour, p == ODD ? 100 : USUAL),
        p,
        since);
  }

  private static Subject account(String id) {
    return Subject.account(id, new AccountStanding(true, null, 5_000_00L, null));
  }

  private static SeriesPoint judged(SeriesCount count, double p, Integer since) {
    return JudgedPoint.of(count, USUAL, p, since);
  }

  private static Instant at(int hour) {
    return Instant.ofEpochMilli(hour * Hours.MILLIS);
  }
}
