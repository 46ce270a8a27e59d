package io.vitals.domain.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdoptionTest {
  private static final String MONDAY = "2026-11-23";

  @Test
  void anAccountWithoutUseHasNoFiguresButCounts() {
    AdoptionView view = new Account().at(MONDAY + "T10:00:00Z");

    assertThat(view.events28d()).isZero();
    assertThat(view.distinctUsers28d()).isEmpty();
    assertThat(view.stickiness()).isEmpty();
    assertThat(view.seatUtilisation(10)).isEmpty();
    assertThat(view.usageTrendRatio()).isEmpty();
    assertThat(view.daysSinceLastActivity()).isEmpty();
    assertThat(view.tenureDays()).isEmpty();
    assertThat(view.firstKeyEvent()).isEmpty();
    assertThat(view.source()).isEmpty();
    assertThat(view.activeDaysRatio()).hasValue(0);
    assertThat(view.activeWeeksOf4()).isZero();
  }

  @Test
  void windowsEndToday() {
    Account account =
        new Account()
            .uses(
                Usage.at("2026-10-26T23:59:59.999Z").times(1_000),
                Usage.at("2026-10-27T00:00:00Z").times(100),
                Usage.at("2026-11-17T00:00:00Z").times(10),
                Usage.at("2026-11-23T00:00:00Z"));

    AdoptionView view = account.at(MONDAY + "T00:30:00Z");

    assertThat(view.events1d()).isEqualTo(1);
    assertThat(view.events7d()).isEqualTo(11);
    assertThat(view.events28d()).isEqualTo(111);
  }

  @Test
  void usersNeverNamedAreUnknownAndUsersGoneAreZero() {
    Account unnamed = new Account().uses(Usage.at("2026-11-20T10:00:00Z"));
    Account gone = new Account().uses(Usage.at("2026-10-10T10:00:00Z").by(7));

    assertThat(unnamed.at(MONDAY + "T10:00:00Z").distinctUsers7d()).isEmpty();
    assertThat(unnamed.at(MONDAY + "T10:00:00Z").seatUtilisation(5)).isEmpty();
    assertThat(gone.at(MONDAY + "T10:00:00Z").distinctUsers7d()).hasValue(0);
    assertThat(gone.at(MONDAY + "T10:00:00Z").seatUtilisation(5)).hasValue(0);
    assertThat(gone.at(MONDAY + "T10:00:00Z").stickiness()).isEmpty();
  }

  @Test
  void useThatNoLongerNamesUsersIsUnknownNotZero() {
    Account account =
        new Account()
            .uses(Usage.at("2026-11-01T10:00:00Z").by(7), Usage.at("2026-11-20T10:00:00Z"));

    assertThat(account.at(MONDAY + "T10:00:00Z").distinctUsers7d()).isEmpty();
    assertThat(account.at(MONDAY + "T10:00:00Z").distinctUsers28d()).hasValue(1);
  }

  @Test
  void seatUtilisationIsUsersOfSevenDaysPerSeat() {
    Account account =
        new Account()
            .uses(
                Usage.at("2026-11-16T10:00:00Z").by(3),
                Usage.at("2026-11-17T10:00:00Z").by(0),
                Usage.at("2026-11-23T09:00:00Z").by(0),
                Usage.at("2026-11-23T09:00:00Z").by(1));

    assertThat(account.at(MONDAY + "T10:00:00Z").seatUtilisation(4)).hasValue(0.5);
    assertThat(account.at(MONDAY + "T10:00:00Z").seatUtilisation(0)).isEmpty();
  }

  @Test
  void stickinessIsMeanDailyUsersPerUser() {
    Account account = new Account();
    for (int day = 10; day < 24; day++) {
      account.uses(Usage.at("2026-11-%dT10:00:00Z".formatted(day)).by(1));
    }
    account.uses(Usage.at("2026-11-20T10:00:00Z").by(2));

    assertThat(account.at(MONDAY + "T12:00:00Z").stickiness().getAsDouble())
        .isCloseTo(15.0 / 28 / 2, within(1e-12));
  }

  @Test
  void noFigureOfHabitOrTrendFallsWhileANewDayHasHadNoUse() {
    Account account = new Account();
    for (int day = 0; day < 50; day++) {
      LocalDate date = LocalDate.parse("2026-10-05").plusDays(day);
      if (date.getDayOfWeek().getValue() <= 5 && date.isBefore(LocalDate.parse(MONDAY))) {
        account.uses(Usage.at(date + "T10:00:00Z").times(5));
      }
    }
    AdoptionView sunday = account.at("2026-11-22T23:59:00Z");
    AdoptionView monday = account.at("2026-11-23T00:01:00Z");

    assertThat(sunday.activeDaysRatio()).hasValue(1);
    assertThat(monday.activeDaysRatio()).hasValue(1);
    assertThat(sunday.usageTrendRatio()).hasValue(1);
    assertThat(monday.usageTrendRatio()).hasValue(1);
    assertThat(monday.activeWeeksOf4()).isEqualTo(4);

    account.uses(Usage.at("2026-11-23T08:00:00Z"));

    assertThat(account.at("2026-11-23T08:01:00Z").activeDaysRatio()).hasValue(1);
    assertThat(account.at("2026-11-24T00:01:00Z").usageTrendRatio().getAsDouble())
        .describedAs("the day counts once it is closed")
        .isLessThan(1);
  }

  @Test
  void holidaysAreNoWorkingDays() {
    Adoption adoption =
        new Adoption(Days.UTC, new WorkingDays(Set.of(LocalDate.parse("2026-11-19"))));
    Account account = new Account(adoption);
    for (int ago = 1; ago <= 35; ago++) {
      LocalDate day = LocalDate.parse(MONDAY).minusDays(ago);
      boolean works = day.getDayOfWeek().getValue() <= 5 && day.getDayOfMonth() != 19;
      if (works) {
        account.uses(Usage.at(day + "T10:00:00Z"));
      }
    }

    AdoptionView view = account.at(MONDAY + "T00:00:00Z");

    assertThat(view.activeDaysRatio()).hasValue(1);
    assertThat(view.usageTrendRatio().getAsDouble())
        .describedAs("4 uses in 4 working days against 19 (19 October) in 20")
        .isCloseTo(20.0 / 19, within(1e-12));
  }

  @Test
  void firstKeyEventIsTheEarliestAndJudgedByTheListOfItsTime() {
    Account account = new Account();
    account.apply(Usage.at("2026-11-20T09:10:00Z").of("export").delta(), Set.of());
    assertThat(account.at(MONDAY + "T10:00:00Z").firstKeyEvent()).isEmpty();

    Set<String> keyFeatures = Set.of("export");
    account.apply(Usage.at("2026-11-22T10:40:00Z").of("export").delta(), keyFeatures);
    account.apply(
        Usage.at("2026-11-21T11:40:00Z").of("export").learnedAt("2026-11-22T11:00:00Z").delta(),
        keyFeatures);
    account.apply(Usage.at("2026-11-20T12:40:00Z").of("import").delta(), keyFeatures);

    assertThat(account.at(MONDAY + "T10:00:00Z").firstKeyEvent())
        .contains(Instant.parse("2026-11-21T11:00:00Z"));
    assertThat(account.at(MONDAY + "T10:00:00Z").keyFeaturesUsed(keyFeatures)).isEqualTo(1);
  }

  @Test
  void firstKeyEventIsNotBeforeTheFirstEvent() {
    Account account = new Account();
    account.apply(Usage.at("2026-11-20T09:10:00Z").of("export").delta(), Set.of("export"));

    assertThat(account.at(MONDAY + "T10:00:00Z").firstKeyEvent())
        .contains(Instant.parse("2026-11-20T09:10:00Z"));
  }

  @Test
  void recencyAndTenureAreInDaysAndFractions() {
    Account account =
        new Account().uses(Usage.at("2026-11-13T12:00:00Z"), Usage.at("2026-11-22T00:00:00Z"));

    AdoptionView view = account.at(MONDAY + "T12:00:00Z");

    assertThat(view.daysSinceLastActivity()).hasValue(1.5);
    assertThat(view.tenureDays()).hasValue(10);
    assertThat(view.source()).contains("product");
  }

  @Test
  void lateUseOfAClosedDayShowsAtOnceWithoutReadingOtherDays() {
    Account account = new Account();
    for (int day = 1; day < 23; day++) {
      account.uses(Usage.at("2026-11-%02dT10:00:00Z".formatted(day)).by(day));
    }
    account.at(MONDAY + "T01:00:00Z");
    account.slices.reads = 0;

    account.uses(
        Usage.at("2026-11-21T22:00:00Z").by(99).of("late").learnedAt("2026-11-23T01:00:00Z"));
    AdoptionView view = account.at(MONDAY + "T01:10:00Z");

    assertThat(view.events7d()).isEqualTo(7);
    assertThat(view.distinctUsers7d()).hasValue(7);
    assertThat(view.keyFeaturesUsed(Set.of("late"))).isOne();
    assertThat(account.slices.reads).describedAs("the day corrected, and today").isEqualTo(2);
  }

  @Test
  void aNewDayReadsTheDayThatClosedNotTheWholeWindow() {
    Account account = new Account();
    for (int day = 1; day < 24; day++) {
      account.uses(Usage.at("2026-11-%02dT10:00:00Z".formatted(day)).by(day));
      account.at("2026-11-%02dT12:00:00Z".formatted(day));
    }
    account.slices.reads = 0;

    account.advanceTo("2026-11-24T00:00:00Z");

    assertThat(account.slices.reads)
        .describedAs("the day that closed, and the one that loses its hours")
        .isEqualTo(2);
  }

  @Test
  void aLostCacheIsRecomputed() {
    Account account = new Account().uses(Usage.at("2026-11-20T10:00:00Z").by(1));
    account.at(MONDAY + "T10:00:00Z");
    account.slices.putClosedDays(null);

    assertThat(account.at(MONDAY + "T10:00:00Z").distinctUsers7d()).hasValue(1);
    assertThat(account.at("2026-11-24T10:00:00Z").distinctUsers7d()).hasValue(1);
  }

  @Test
  void lateCorrectionsAreOlderThanTheHourBefore() {
    Usage usage = Usage.at("2026-11-23T10:59:59Z");

    assertThat(usage.learnedAt("2026-11-23T11:59:59Z").delta().isLateCorrection()).isFalse();
    assertThat(usage.learnedAt("2026-11-23T12:00:00Z").delta().isLateCorrection()).isTrue();
  }

  @Test
  void aDayIsThatOfTheTenant() {
    Account account =
        new Account(
            new Adoption(new Days(ZoneId.of("America/New_York")), WorkingDays.MONDAY_TO_FRIDAY));
    account.uses(Usage.at("2026-11-23T04:59:59Z").times(10), Usage.at("2026-11-23T05:00:00Z"));

    assertThat(account.at("2026-11-23T05:00:00Z").events1d()).isEqualTo(1);
    assertThat(account.slices.byDay).hasSize(2);
  }

  @Test
  void manyFeaturesAreCutToTheFirstByNameWhateverTheirOrder() {
    Account upward = new Account();
    Account downward = new Account();
    for (int i = 0; i < 600; i++) {
      upward.uses(Usage.at("2026-11-20T10:00:00Z").of("f%03d".formatted(i)));
      downward.uses(Usage.at("2026-11-20T10:00:00Z").of("f%03d".formatted(599 - i)));
    }

    for (Account account : List.of(upward, downward)) {
      AdoptionView view = account.at(MONDAY + "T10:00:00Z");
      assertThat(view.keyFeaturesUsed(Set.of("f000", "f511"))).isEqualTo(2);
      assertThat(view.keyFeaturesUsed(Set.of("f512", "f599"))).isZero();
    }
  }
}
