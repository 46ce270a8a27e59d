package io.vitals.domain.anomaly.episode;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.anomaly.budget.Decision.Reason;
import io.vitals.domain.anomaly.budget.SourceBreak;
import io.vitals.domain.anomaly.series.Hours;
import io.vitals.domain.anomaly.series.SeriesMeasure;
import io.vitals.domain.anomaly.series.SeriesPoint;
import io.vitals.schemas.Entity;
import io.vitals.schemas.Signal;
import io.vitals.schemas.SignalAction;
import io.vitals.schemas.SignalKind;
import io.vitals.schemas.SignalScope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnomaliesTest {
  private static final int NINE = Hours.of(Instant.parse("2026-11-02T09:00:00Z").toEpochMilli());
  private static final double PLAIN = 1e-12;

  private AnomalyMemory memory = AnomalyMemory.start();
  private Anomalies.Step step;

  @Test
  void measuresOfASubjectThatMoveTogetherAreOneEpisodeWithItsEvidence() {
    List<Signal> signals =
        decide(
            NINE,
            account("demo:a", SeriesMeasure.EVENTS, 2, 80, PLAIN, NINE),
            account("demo:a", SeriesMeasure.ACTIVE_USERS, 1, 20, PLAIN / 10, NINE),
            account("demo:b", SeriesMeasure.EVENTS, 81, 80, 0.9, null));

    assertThat(signals).hasSize(1);
    Signal raised = signals.get(0);
    assertThat(raised.getAction()).isEqualTo(SignalAction.RAISE);
    assertThat(raised.getKind()).isEqualTo(SignalKind.USAGE_COLLAPSE);
    assertThat(raised.getSubject()).isEqualTo("demo:a");
    assertThat(raised.getSince()).isEqualTo(at(NINE));
    assertThat(raised.getArrMinor()).isEqualTo(5_000_00L);
    assertThat(raised.getRenewalDate()).isEqualTo(LocalDate.ofEpochDay(20_800));
    assertThat(raised.getEvidence().get(0).getMeasure()).isEqualTo("active_users");
    assertThat(raised.getEvidence()).hasSize(2);
    assertThat(raised.getEpisodeId()).isEqualTo("usage_collapse|demo:a|2026-11-02T09:00:00Z");
  }

  @Test
  void anEpisodeGoesOnInSilenceUntilItsSeriesAreAsUsual() {
    decide(NINE, account("demo:a", SeriesMeasure.EVENTS, 2, 80, PLAIN, NINE));
    assertThat(decide(NINE + 1, account("demo:a", SeriesMeasure.EVENTS, 3, 80, PLAIN * 10, NINE)))
        .as("no second alert of one episode")
        .isEmpty();
    assertThat(decide(NINE + 2)).as("nothing came: nothing ends").isEmpty();

    List<Signal> over =
        decide(NINE + 3, account("demo:a", SeriesMeasure.EVENTS, 79, 80, 0.8, null));
    assertThat(over).singleElement().extracting(Signal::getAction).isEqualTo(SignalAction.CLEAR);
    assertThat(over.get(0).getEpisodeId()).isEqualTo("usage_collapse|demo:a|2026-11-02T09:00:00Z");
    assertThat(over.get(0).getUntil()).isEqualTo(at(NINE + 1));
    assertThat(memory.episodes()).isEmpty();
  }

  @Test
  void whatGetsMuchWorseOrADayOlderIsToldAgain() {
    decide(NINE, account("demo:a", SeriesMeasure.EVENTS, 20, 80, PLAIN, NINE));
    assertThat(decide(NINE + 1, account("demo:a", SeriesMeasure.EVENTS, 0, 80, 1e-20, NINE)))
        .extracting(Signal::getAction)
        .containsExactly(SignalAction.UPDATE);
    assertThat(decide(NINE + 25, account("demo:a", SeriesMeasure.EVENTS, 5, 80, 1e-5, NINE)))
        .extracting(Signal::getAction)
        .containsExactly(SignalAction.UPDATE);
  }

  @Test
  void aSurgeThatTurnsIntoACollapseIsToldOfAsOne() {
    decide(NINE, sum(SignalScope.SEGMENT, "smb", SeriesMeasure.EVENTS, 9_000, 3_000, PLAIN, NINE));
    assertThat(memory.episodes())
        .extracting(OpenEpisode::kind)
        .containsOnly(SignalKind.USAGE_SURGE);
    List<Signal> turned =
        decide(
            NINE + 2,
            sum(SignalScope.SEGMENT, "smb", SeriesMeasure.EVENTS, 100, 3_000, 1e-30, NINE));
    assertThat(turned)
        .extracting(signal -> signal.getKind() + " " + signal.getAction())
        .containsExactly("USAGE_SURGE CLEAR", "USAGE_COLLAPSE RAISE");
    assertThat(turned.get(1).getSince()).isEqualTo(at(NINE));
    assertThat(
            decide(
                NINE + 3,
                sum(SignalScope.SEGMENT, "smb", SeriesMeasure.EVENTS, 100, 3_000, 1e-30, NINE)))
        .as("told once")
        .isEmpty();
  }

  @Test
  void fewerTicketsAreNoNews() {
    assertThat(decide(NINE, account("demo:a", SeriesMeasure.TICKETS_OPENED, 0, 30, PLAIN, NINE)))
        .isEmpty();
  }

  @Test
  void theAccountThatMakesASumOddIsToldOfAndNotTheSum() {
    List<Signal> signals =
        decide(
            NINE,
            account("demo:a", SeriesMeasure.EVENTS, 5, 400, PLAIN, NINE),
            sum(SignalScope.SEGMENT, "smb", SeriesMeasure.EVENTS, 600, 1_000, PLAIN, NINE),
            sum(SignalScope.PORTFOLIO, "", SeriesMeasure.EVENTS, 1_600, 2_000, PLAIN, NINE));
    assertThat(signals).extracting(Signal::getSubject).containsExactly("demo:a");
    assertThat(step.decision().counts()).containsEntry(Reason.EXPLAINED, 2);
  }

  @Test
  void aSegmentThatMovesAsOneIsToldOfAndNotItsAccountsNorThePortfolio() {
    List<SeriesPoint> points = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      points.add(account("demo:" + i, SeriesMeasure.TICKETS_OPENED, 3, 0.1, 1e-4, NINE));
    }
    points.add(sum(SignalScope.SEGMENT, "smb", SeriesMeasure.TICKETS_OPENED, 60, 2, PLAIN, NINE));
    points.add(sum(SignalScope.PORTFOLIO, "", SeriesMeasure.TICKETS_OPENED, 62, 4, PLAIN, NINE));

    List<Signal> signals = decide(NINE, points.toArray(SeriesPoint[]::new));
    assertThat(signals).singleElement().extracting(Signal::getSubject).isEqualTo("smb");
    assertThat(signals.get(0).getKind()).isEqualTo(SignalKind.TICKET_SURGE);
    assertThat(signals.get(0).getExplains()).hasSize(20).startsWith("demo:0", "demo:1");
  }

  @Test
  void aSegmentIsFoundByItsAccountsWhereItsSumShowsNothing() {
    List<SeriesPoint> points = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      points.add(account("demo:" + i, SeriesMeasure.EVENTS, 0, 15, 1e-4, NINE));
    }
    points.add(sum(SignalScope.SEGMENT, "smb", SeriesMeasure.EVENTS, 9_400, 10_000, 0.2, null));
    List<Signal> signals = decide(NINE, points.toArray(SeriesPoint[]::new));
    assertThat(signals).singleElement().extracting(Signal::getSubject).isEqualTo("smb");
    assertThat(signals.get(0).getKind()).isEqualTo(SignalKind.USAGE_COLLAPSE);

    points.replaceAll(point -> account(point.subject(), SeriesMeasure.EVENTS, 15, 15, 0.5, null));
    points.set(
        40, sum(SignalScope.SEGMENT, "smb", SeriesMeasure.EVENTS, 10_000, 10_000, 0.9, null));
    assertThat(decide(NINE + 1, points.toArray(SeriesPoint[]::new)))
        .extracting(Signal::getAction)
        .containsExactly(SignalAction.CLEAR);
  }

  @Test
  void aBrokenSourceExplainsWhatItFeedsAndItsOwnVolume() {
    List<SourceBreak> breaks =
        List.of(new SourceBreak("product", Set.of(Entity.TELEMETRY), at(NINE - 1), null));
    step =
        Anomalies.decide(
            memory,
            Instant.ofEpochMilli(Hours.judgedAt(NINE)),
            List.of(
                account("demo:a", SeriesMeasure.EVENTS, 0, 80, PLAIN, NINE),
                sum(SignalScope.SEGMENT, "smb", SeriesMeasure.EVENTS, 0, 900, PLAIN, NINE),
                sum(SignalScope.SOURCE, "product", SeriesMeasure.RECORDS, 0, 9_000, PLAIN, NINE)),
            breaks,
            List.of(),
            AnomalySettings.standard());
    assertThat(step.signals()).isEmpty();
    assertThat(step.decision().explained()).containsEntry("product", 3);
  }

  @Test
  void moreUseOfAnAccountIsNoNewsAndSoAreTheErrorsThatComeWithIt() {
    SeriesPoint errors = account("demo:a", SeriesMeasure.ERRORS, 40, 2, PLAIN, NINE);
    assertThat(decide(NINE, account("demo:a", SeriesMeasure.EVENTS, 900, 80, PLAIN, NINE), errors))
        .isEmpty();
    assertThat(decide(NINE + 1, account("demo:a", SeriesMeasure.EVENTS, 81, 80, 0.9, null), errors))
        .extracting(Signal::getKind)
        .containsExactly(SignalKind.ERROR_SURGE);
  }

  @Test
  void theEpisodeOfASubjectThatIsWatchedNoMoreEnds() {
    decide(NINE, account("demo:a", SeriesMeasure.EVENTS, 2, 80, PLAIN, NINE));
    assertThat(decide(NINE + 1, SeriesPoint.end(SignalScope.ACCOUNT, "demo:a")))
        .extracting(Signal::getAction)
        .containsExactly(SignalAction.CLEAR);
  }

  private List<Signal> decide(int hour, SeriesPoint... points) {
    step =
        Anomalies.decide(
            memory,
            Instant.ofEpochMilli(Hours.judgedAt(hour)),
            List.of(points),
            List.of(),
            List.of(),
            AnomalySettings.standard());
    memory = step.next();
    return step.signals();
  }

  private static SeriesPoint account(
      String id, SeriesMeasure measure, double observed, double expected, double p, Integer since) {
    return point(SignalScope.ACCOUNT, id, "smb", measure, observed, expected, p, since, 5_000_00L);
  }

  private static SeriesPoint sum(
      SignalScope scope,
      String id,
      SeriesMeasure measure,
      double observed,
      double expected,
      double p,
      Integer since) {
    return point(scope, id, null, measure, observed, expected, p, since, null);
  }

  private static SeriesPoint point(
      SignalScope scope,
      String id,
      String segment,
      SeriesMeasure measure,
      double observed,
      double expected,
      double p,
      Integer since,
      Long arr) {
    return new SeriesPoint(
        scope,
        id,
        segment,
        measure,
        NINE * Hours.MILLIS,
        Hours.MILLIS,
        observed,
        expected,
        expected / 2,
        expected * 2,
        p,
        observed < expected,
        since == null ? null : since * Hours.MILLIS,
        arr,
        arr == null ? null : 20_800);
  }

  private static Instant at(int hour) {
    return Instant.ofEpochMilli(hour * Hours.MILLIS);
  }
}
