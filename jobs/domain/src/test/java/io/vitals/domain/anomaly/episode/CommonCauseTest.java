package io.vitals.domain.anomaly.episode;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.anomaly.budget.Decision.Reason;
import io.vitals.domain.anomaly.series.AccountStanding;
import io.vitals.domain.anomaly.series.Hours;
import io.vitals.domain.anomaly.series.SeriesCount;
import io.vitals.domain.anomaly.series.SeriesMeasure;
import io.vitals.domain.anomaly.series.SeriesPoint;
import io.vitals.domain.anomaly.series.Subject;
import io.vitals.schemas.Signal;
import io.vitals.schemas.SignalAction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What befalls all at once is told once, by the hour; days that are judged later add nothing. */
class CommonCauseTest {
  private static final int DAY = (int) LocalDate.parse("2026-11-11").toEpochDay();
  private static final int MIDNIGHT = DAY * Hours.A_DAY;
  private static final int EIGHT = MIDNIGHT + 8;
  private static final double ODD = 1e-12;
  private static final Subject ALL = Subject.segment("");
  private static final Subject SMB = Subject.segment("smb");

  private AnomalyMemory memory = AnomalyMemory.start();
  private Anomalies.Step step;

  @Test
  void aDayIsExplainedByWhatWasToldOfAllInItsHoursAndIsOver() {
    theyRestFromEightToSeventeen();
    assertThat(decide(MIDNIGHT + 23, day(DAY, ODD, DAY))).isEmpty();
    assertThat(step.decision().explained()).containsOnlyKeys("portfolio//usage");
  }

  @Test
  void whoDoesNotComeBackIsToldOfTheDayAfter() {
    theyRestFromEightToSeventeen();
    decide(MIDNIGHT + 23, day(DAY, ODD, DAY));
    assertThat(decide(MIDNIGHT + 47, day(DAY + 1, ODD, DAY)))
        .extracting(Signal::getSubject)
        .containsExactly("demo:a");
  }

  @Test
  void whatBeganADayBeforeStandsForItself() {
    theyRestFromEightToSeventeen();
    assertThat(decide(MIDNIGHT + 23, day(DAY, ODD, DAY - 2)))
        .extracting(Signal::getSubject)
        .containsExactly("demo:a");
  }

  @Test
  void anEpisodeOfAnotherKindExplainsNothing() {
    theyRestFromEightToSeventeen();
    SeriesPoint tickets =
        JudgedPoint.of(
            SeriesCount.ofDay(accountA(), SeriesMeasure.TICKETS_OPENED, DAY, 40), 2, ODD, MIDNIGHT);
    assertThat(decide(MIDNIGHT + 23, tickets))
        .extracting(Signal::getSubject)
        .containsExactly("demo:a");
  }

  @Test
  void ofASumNobodyWasToldOfNothingIsExplained() {
    decide(EIGHT, hour(ALL, EIGHT, 700, 0.005, null));
    assertThat(decide(MIDNIGHT + 23, day(DAY, ODD, DAY)))
        .extracting(Signal::getSubject)
        .containsExactly("demo:a");
  }

  @Test
  void aSegmentThatFollowsAllIsNotToldOfThoughItMakesMostOfIt() {
    theSegmentFollowsAll();
    assertThat(step.decision().counts()).containsEntry(Reason.EXPLAINED, 1);
  }

  @Test
  void whatGoesOnAndSwingsOverIsStillAPartOfIt() {
    theSegmentFollowsAll();
    assertThat(
            decide(
                EIGHT + 2,
                hour(ALL, EIGHT + 2, 1_010, 0.5, EIGHT),
                hour(SMB, EIGHT + 2, 1_600, ODD, EIGHT + 1)))
        .isEmpty();
  }

  @Test
  void whatBeginsWhenAllIsAsUsualAgainStandsForItself() {
    theSegmentFollowsAll();
    assertThat(
            decide(
                EIGHT + 2,
                hour(ALL, EIGHT + 2, 1_010, 0.5, EIGHT),
                hour(SMB, EIGHT + 2, 400, ODD, EIGHT + 2)))
        .extracting(Signal::getSubject)
        .containsExactly("smb");
  }

  @Test
  void whereSegmentsMoveTogetherAllIsToldOfThoughOneMakesMostOfIt() {
    Subject large = Subject.segment("enterprise");
    assertThat(
            decide(
                EIGHT,
                hour(ALL, EIGHT, 400, ODD, EIGHT),
                hour(SMB, EIGHT, 500, ODD, EIGHT),
                hour(large, EIGHT, 900, 1e-4, EIGHT)))
        .extracting(Signal::getSubject)
        .containsExactly("");
    assertThat(step.decision().explained()).containsExactly(Map.entry("portfolio//usage", 2));
  }

  @Test
  void aDayOfAnAccountMakesNoHourOfASum() {
    List<Signal> told =
        decide(
            MIDNIGHT + 23, hour(SMB, MIDNIGHT + 23, 400, ODD, MIDNIGHT + 23), day(DAY, ODD, DAY));
    assertThat(told).extracting(Signal::getSubject).containsExactly("smb");
    assertThat(told.get(0).getExplains()).containsExactly("demo:a");
  }

  private void theSegmentFollowsAll() {
    decide(EIGHT, hour(ALL, EIGHT, 700, ODD, EIGHT));
    assertThat(
            decide(
                EIGHT + 1,
                hour(ALL, EIGHT + 1, 400, ODD, EIGHT),
                hour(SMB, EIGHT + 1, 500, ODD, EIGHT + 1)))
        .isEmpty();
  }

  private void theyRestFromEightToSeventeen() {
    assertThat(decide(EIGHT, hour(ALL, EIGHT, 300, ODD, EIGHT))).hasSize(1);
    for (int hour = EIGHT + 1; hour < MIDNIGHT + 17; hour++) {
      assertThat(decide(hour, hour(ALL, hour, 300, ODD * 10, EIGHT))).isEmpty();
    }
    assertThat(decide(MIDNIGHT + 17, hour(ALL, MIDNIGHT + 17, 1_000, 0.9, null)))
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

  private static SeriesPoint hour(Subject sum, int hour, double uses, double p, Integer since) {
    return JudgedPoint.of(
        SeriesCount.ofHour(sum, SeriesMeasure.EVENTS, hour, uses), 1_000, p, since);
  }

  private static SeriesPoint day(int day, double p, int since) {
    return JudgedPoint.of(
        SeriesCount.ofDay(accountA(), SeriesMeasure.EVENTS, day, 20), 900, p, since * Hours.A_DAY);
  }

  private static Subject accountA() {
    return Subject.account("demo:a", new AccountStanding(true, "smb", 5_000_00L, null));
  }
}
