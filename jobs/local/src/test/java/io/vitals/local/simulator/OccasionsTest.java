package io.vitals.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class OccasionsTest {
  private static final LocalDate START = LocalDate.parse("2026-10-01");
  private static final AccountProfile CUSTOMER = AccountProfile.draw(3, new Seeds(1), START, 90);

  @Test
  void theLastTwoWorkingDaysOfAMonthAreBusy() {
    double usual = perLaunch("2026-11-26");
    assertThat(perLaunch("2026-11-27")).as("Friday").isGreaterThan(usual);
    assertThat(perLaunch("2026-11-28")).as("Saturday").isEqualTo(usual);
    assertThat(perLaunch("2026-11-30")).as("Monday").isGreaterThan(usual);
    assertThat(perLaunch("2026-12-01")).isEqualTo(usual);
  }

  @Test
  void aLaunchEverySixWeeksIsTriedByAllAndFades() {
    LocalDate launch = LocalDate.parse("2026-12-22");
    assertThat(Occasions.novelty(launch)).isEqualTo(1);
    assertThat(Occasions.novelty(launch.plusDays(42))).isEqualTo(1);
    assertThat(Occasions.novelty(launch.minusDays(1))).isLessThan(0.01);
    assertThat(Occasions.novelty(launch.plusDays(7))).isBetween(0.2, 0.5);
    assertThat(Occasions.errors(launch)).isPositive();
    assertThat(Occasions.errors(launch.minusDays(1))).isZero();
  }

  /** Without what a launch adds. */
  private static double perLaunch(String date) {
    LocalDate day = LocalDate.parse(date);
    double use = Occasions.use(CUSTOMER, day) / (1 + 0.12 * Occasions.novelty(day));
    return Math.round(use * 1e6) / 1e6;
  }
}
