package io.vitals.domain.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.alerting.Condition.Standing;
import io.vitals.domain.alerting.SubjectAlerts.BrokenSource;
import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertEnd;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.AlertPhase;
import io.vitals.schemas.AlertSeverity;
import io.vitals.schemas.AlertVerdictKind;
import io.vitals.schemas.Entity;
import io.vitals.schemas.SignalScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LifecycleTest {
  private static final Instant MONDAY_NINE = Instant.parse("2026-11-23T09:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final List<BrokenSource> WELL = List.of();
  private static final List<BrokenSource> SUPPORT_BROKEN =
      List.of(new BrokenSource("support", Set.of(Entity.TICKET)));

  private SubjectState state = SubjectState.start();
  private List<BrokenSource> broken = WELL;
  private List<BrokenSource> lately = WELL;

  @Test
  void nobodyIsToldBeforeTheDwell() {
    assertThat(see(AlertKind.HEALTHY_BUT_ESCALATING, Standing.HOLDS, MONDAY_NINE)).isEmpty();
    assertThat(pass(MONDAY_NINE.plus(HOUR).minusMillis(1))).isEmpty();
    assertThat(pass(MONDAY_NINE.plus(HOUR)))
        .singleElement()
        .satisfies(alert -> assertThat(alert.getPhase()).isEqualTo(AlertPhase.FIRING));
  }

  @Test
  void whatEndsBeforeTheDwellWasNothing() {
    see(AlertKind.HEALTHY_BUT_ESCALATING, Standing.HOLDS, MONDAY_NINE);
    see(AlertKind.HEALTHY_BUT_ESCALATING, Standing.CLEAR, MONDAY_NINE.plus(MINUTE));
    assertThat(pass(MONDAY_NINE.plus(DAY))).isEmpty();
    assertThat(state.episodes()).isEmpty();
  }

  @Test
  void flappingIsOneEpisode() {
    Set<String> episodes = new HashSet<>();
    List<AlertPhase> ends = new ArrayList<>();
    for (int minute = 0; minute < 60; minute++) {
      Standing standing = minute % 2 == 0 ? Standing.HOLDS : Standing.CLEAR;
      for (Alert alert :
          see(AlertKind.ESCALATION, standing, MONDAY_NINE.plus(MINUTE.multipliedBy(minute)))) {
        episodes.add(alert.getEpisodeId());
        ends.add(alert.getPhase());
      }
    }
    assertThat(episodes).hasSize(1);
    assertThat(ends).doesNotContain(AlertPhase.RESOLVED);
    assertThat(pass(MONDAY_NINE.plus(DAY.multipliedBy(2))))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.getPhase()).isEqualTo(AlertPhase.RESOLVED);
              assertThat(alert.getEnd()).isEqualTo(AlertEnd.CLEARED);
              assertThat(alert.getReopened()).isEqualTo(29);
            });
  }

  @Test
  void dataThatStoppedEndsNothing() {
    see(AlertKind.ESCALATION, Standing.HOLDS, MONDAY_NINE);
    broken = SUPPORT_BROKEN;
    assertThat(see(AlertKind.ESCALATION, Standing.CLEAR, MONDAY_NINE.plus(HOUR)))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.getPhase()).isEqualTo(AlertPhase.FIRING);
              assertThat(alert.getStaleSince()).isEqualTo(MONDAY_NINE.plus(HOUR));
            });
    assertThat(passDays(10)).extracting(Alert::getEnd).doesNotContain(AlertEnd.CLEARED);
    broken = WELL;
    Instant recovered = MONDAY_NINE.plus(DAY.multipliedBy(11));
    see(AlertKind.ESCALATION, Standing.CLEAR, recovered);
    assertThat(pass(recovered.plus(DAY)))
        .extracting(Alert::getEnd)
        .containsExactly(AlertEnd.CLEARED);
  }

  @Test
  void resolvingWaitsWhileWhatItIsJudgedByIsBroken() {
    see(AlertKind.ESCALATION, Standing.HOLDS, MONDAY_NINE);
    see(AlertKind.ESCALATION, Standing.CLEAR, MONDAY_NINE.plus(HOUR));
    broken = SUPPORT_BROKEN;
    assertThat(pass(MONDAY_NINE.plus(HOUR).plus(DAY)))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.getEnd()).isNull();
              assertThat(alert.getStaleSince()).isNotNull();
            });
  }

  @Test
  void timeInWhichNobodyKnewDoesNotCountToItsEnd() {
    see(AlertKind.UNMAPPED_ACCOUNTS, Standing.HOLDS, MONDAY_NINE);
    pass(MONDAY_NINE.plus(HOUR));
    // Of each day its source says for ten hours that all is well, and nothing by night.
    Instant end = null;
    for (int hour = 2; end == null && hour < 24 * 7; hour++) {
      Standing standing = hour % 24 < 12 ? Standing.CLEAR : Standing.UNKNOWN;
      for (Alert alert :
          see(AlertKind.UNMAPPED_ACCOUNTS, standing, MONDAY_NINE.plus(HOUR.multipliedBy(hour)))) {
        end = alert.getEnd() == null ? end : alert.getResolvedAt();
      }
    }
    assertThat(end)
        .as("a day of knowing, in three")
        .isBetween(MONDAY_NINE.plus(DAY.multipliedBy(2)), MONDAY_NINE.plus(DAY.multipliedBy(3)));
  }

  @Test
  void aSignalThatClearsEndsItsEpisodeWhateverIsBroken() {
    see(AlertKind.TICKET_SURGE, Standing.HOLDS, MONDAY_NINE);
    broken = SUPPORT_BROKEN;
    pass(MONDAY_NINE.plus(HOUR));
    Instant over = MONDAY_NINE.plus(HOUR.multipliedBy(2));
    see(AlertKind.TICKET_SURGE, Standing.CLEAR, over);
    assertThat(pass(over.plus(HOUR))).extracting(Alert::getEnd).containsExactly(AlertEnd.CLEARED);
  }

  @Test
  void afterADismissalTheNextSignalIsToldThoughTheFirstClearedInABreak() {
    Alert alert = see(AlertKind.TICKET_SURGE, Standing.HOLDS, MONDAY_NINE).get(0);
    hear(alert, AlertVerdictKind.FALSE_ALARM, MONDAY_NINE.plus(MINUTE));
    broken = SUPPORT_BROKEN;
    see(AlertKind.TICKET_SURGE, Standing.CLEAR, MONDAY_NINE.plus(HOUR));
    broken = WELL;
    pass(MONDAY_NINE.plus(DAY));
    assertThat(see(AlertKind.TICKET_SURGE, Standing.HOLDS, MONDAY_NINE.plus(DAY.multipliedBy(30))))
        .extracting(Alert::getPhase)
        .containsExactly(AlertPhase.FIRING);
  }

  @Test
  void afterABreakNothingIsToldBeforeItWasJudgedAnew() {
    broken = SUPPORT_BROKEN;
    lately = SUPPORT_BROKEN;
    see(AlertKind.ESCALATION, Standing.HOLDS, MONDAY_NINE);
    broken = WELL;
    assertThat(pass(MONDAY_NINE.plus(HOUR))).isEmpty();
    lately = WELL;
    assertThat(pass(MONDAY_NINE.plus(HOUR).plus(MINUTE.multipliedBy(5))))
        .singleElement()
        .satisfies(alert -> assertThat(alert.getInhibitedBy()).isNull());
  }

  @Test
  void aBrokenSourceExplainsWhatIsJudgedByIt() {
    broken = SUPPORT_BROKEN;
    assertThat(see(AlertKind.ESCALATION, Standing.HOLDS, MONDAY_NINE))
        .singleElement()
        .satisfies(alert -> assertThat(alert.getInhibitedBy()).isEqualTo("support"));
    broken = WELL;
    assertThat(pass(MONDAY_NINE.plus(HOUR)))
        .singleElement()
        .satisfies(alert -> assertThat(alert.getInhibitedBy()).isNull());
  }

  @Test
  void graverIsAnotherEpisodeThatNamesTheOneBefore() {
    Alert first = see(silent(0.04), MONDAY_NINE).stream().findFirst().orElseThrow();
    assertThat(first.getSeverity()).isEqualTo(AlertSeverity.INFO);
    List<Alert> told = see(silent(0.3), MONDAY_NINE.plus(HOUR));
    assertThat(told)
        .filteredOn(alert -> alert.getEnd() == AlertEnd.ESCALATED)
        .extracting(Alert::getEpisodeId)
        .containsExactly(first.getEpisodeId());
    Alert graver = told.get(told.size() - 1);
    assertThat(graver.getSeverity()).isEqualTo(AlertSeverity.CRITICAL);
    assertThat(graver.getEscalates()).isEqualTo(first.getEpisodeId());
    assertThat(see(silent(0.01), MONDAY_NINE.plus(HOUR.multipliedBy(2))))
        .extracting(Alert::getSeverity)
        .as("never less grave")
        .doesNotContain(AlertSeverity.INFO, AlertSeverity.WARNING);
  }

  @Test
  void aLongBreakIsGraver() {
    see(silent(0.1), MONDAY_NINE);
    assertThat(pass(MONDAY_NINE.plus(SeverityRule.LONG_BREAK)))
        .extracting(Alert::getSeverity)
        .containsExactly(AlertSeverity.WARNING, AlertSeverity.CRITICAL);
  }

  @Test
  void anAccountThatNobodyTookIsGraverAfterTwoBusinessDays() {
    Instant friday = MONDAY_NINE.plus(DAY.multipliedBy(4));
    see(AlertKind.ESCALATION, Standing.HOLDS, friday);
    assertThat(pass(friday.plus(DAY.multipliedBy(3)))).isEmpty();
    assertThat(pass(friday.plus(DAY.multipliedBy(4))))
        .extracting(Alert::getSeverity)
        .containsExactly(AlertSeverity.WARNING, AlertSeverity.CRITICAL);
  }

  @Test
  void oneThatWasTakenIsNot() {
    Alert alert = see(AlertKind.ESCALATION, Standing.HOLDS, MONDAY_NINE).get(0);
    assertThat(hear(alert, AlertVerdictKind.ACKNOWLEDGE, MONDAY_NINE.plus(MINUTE)))
        .singleElement()
        .satisfies(
            taken -> {
              assertThat(taken.getPhase()).isEqualTo(AlertPhase.ACKNOWLEDGED);
              assertThat(taken.getAcknowledgedBy()).isEqualTo("csm-7");
            });
    assertThat(hear(alert, AlertVerdictKind.ACKNOWLEDGE, MONDAY_NINE.plus(HOUR))).isEmpty();
    assertThat(passDays(9)).isEmpty();
  }

  @Test
  void oneThatWasTakenAndGetsGraverWaitsTwoDaysOfItsOwn() {
    Condition fell =
        Condition.holds(
                AlertKind.BAND_DOWN,
                SignalScope.ACCOUNT,
                "demo:a",
                MONDAY_NINE.toEpochMilli(),
                "fell")
            .atStake(10_000_00L, null, null);
    Alert info = see(fell, MONDAY_NINE).get(0);
    assertThat(info.getSeverity()).isEqualTo(AlertSeverity.INFO);
    hear(info, AlertVerdictKind.ACKNOWLEDGE, MONDAY_NINE.plus(MINUTE));
    Instant friday = MONDAY_NINE.plus(DAY.multipliedBy(4));
    assertThat(see(fell.raisedIf(true), friday))
        .filteredOn(alert -> alert.getEnd() == null)
        .extracting(Alert::getSeverity)
        .containsExactly(AlertSeverity.WARNING);
    assertThat(pass(friday.plus(HOUR))).isEmpty();
  }

  @Test
  void whatWasExpectedIsNotToldAgainBeforeItHasCleared() {
    Alert alert = see(AlertKind.ESCALATION, Standing.HOLDS, MONDAY_NINE).get(0);
    assertThat(hear(alert, AlertVerdictKind.EXPECTED, MONDAY_NINE.plus(MINUTE)))
        .extracting(Alert::getEnd)
        .containsExactly(AlertEnd.EXPECTED);
    assertThat(see(AlertKind.ESCALATION, Standing.HOLDS, MONDAY_NINE.plus(HOUR))).isEmpty();
    see(AlertKind.ESCALATION, Standing.CLEAR, MONDAY_NINE.plus(HOUR.multipliedBy(2)));
    pass(MONDAY_NINE.plus(HOUR.multipliedBy(2)).plus(DAY));
    Instant again = MONDAY_NINE.plus(DAY.multipliedBy(3));
    assertThat(see(AlertKind.ESCALATION, Standing.HOLDS, again))
        .extracting(Alert::getPhase)
        .containsExactly(AlertPhase.FIRING);
  }

  @Test
  void aWordOnAnEpisodeThatIsOverChangesNothing() {
    Alert alert = see(AlertKind.ESCALATION, Standing.HOLDS, MONDAY_NINE).get(0);
    Alert another = Alert.newBuilder(alert).setEpisodeId(alert.getEpisodeId() + "0").build();
    assertThat(hear(another, AlertVerdictKind.FALSE_ALARM, MONDAY_NINE.plus(MINUTE))).isEmpty();
  }

  /** A naive life that looks at every minute, against one that looks only when it says. */
  @Test
  void lookingWhenItSaysFindsWhatLookingEachMinuteFinds() {
    for (int seed = 0; seed < 200; seed++) {
      List<Alert> lazy = random(seed, false);
      List<Alert> eager = random(seed, true);
      assertThat(lazy.stream().filter(alert -> alert.getEnd() != null).map(LifecycleTest::outcome))
          .as("seed %d", seed)
          .containsExactlyElementsOf(
              eager.stream()
                  .filter(alert -> alert.getEnd() != null)
                  .map(LifecycleTest::outcome)
                  .toList());
      assertOneAtATime(lazy, seed);
    }
  }

  private static String outcome(Alert alert) {
    return alert.getEpisodeId() + " " + alert.getEnd() + " " + alert.getResolvedAt();
  }

  private static void assertOneAtATime(List<Alert> told, int seed) {
    String open = null;
    for (Alert alert : told) {
      if (open != null) {
        assertThat(alert.getEpisodeId()).as("seed %d", seed).isEqualTo(open);
      }
      open = alert.getEnd() == null ? alert.getEpisodeId() : null;
    }
  }

  private List<Alert> random(int seed, boolean everyMinute) {
    state = SubjectState.start();
    broken = WELL;
    Random random = new Random(seed);
    List<Alert> told = new ArrayList<>();
    Instant now = MONDAY_NINE;
    for (int step = 0; step < 60; step++) {
      Instant next = now.plus(MINUTE.multipliedBy(1 + random.nextInt(900)));
      Instant at = now;
      while (at.isBefore(next)) {
        Instant look = everyMinute ? at.plus(MINUTE) : Instant.ofEpochMilli(look(at));
        if (!look.isBefore(next)) {
          break;
        }
        told.addAll(pass(look));
        at = look;
      }
      now = next;
      broken = random.nextInt(8) == 0 ? SUPPORT_BROKEN : WELL;
      Standing standing = Standing.values()[random.nextInt(Standing.values().length)];
      told.addAll(see(AlertKind.ESCALATION, standing, now));
    }
    return told;
  }

  private long look(Instant now) {
    return Math.min(
        new SubjectAlerts(state, broken, lately, now).nextLook(), now.plus(DAY).toEpochMilli());
  }

  private static Condition silent(double share) {
    return Condition.holds(
            AlertKind.SOURCE_SILENT,
            SignalScope.SOURCE,
            "crm",
            MONDAY_NINE.toEpochMilli(),
            "silent")
        .atStake(100_00L, share, 3);
  }

  private List<Alert> see(AlertKind kind, Standing standing, Instant now) {
    Condition condition =
        standing == Standing.HOLDS
            ? Condition.holds(kind, SignalScope.ACCOUNT, "demo:a", now.toEpochMilli(), "it is so")
            : Condition.not(standing, kind, SignalScope.ACCOUNT, "demo:a", now.toEpochMilli());
    return see(condition, now);
  }

  private List<Alert> see(Condition condition, Instant now) {
    return step(now, subject -> subject.judged(condition));
  }

  private List<Alert> hear(Alert alert, AlertVerdictKind verdict, Instant now) {
    return step(now, subject -> subject.heard(alert.getEpisodeId(), verdict, "csm-7"));
  }

  private List<Alert> pass(Instant now) {
    return step(now, subject -> {});
  }

  private List<Alert> passDays(int days) {
    return Stream.iterate(1, day -> day + 1)
        .limit(days)
        .flatMap(day -> pass(MONDAY_NINE.plus(DAY.multipliedBy(day))).stream())
        .toList();
  }

  private List<Alert> step(Instant now, Consumer<SubjectAlerts> what) {
    SubjectAlerts subject = new SubjectAlerts(state, broken, lately, now);
    what.accept(subject);
    subject.pass();
    state = subject.state();
    return subject.told();
  }
}
