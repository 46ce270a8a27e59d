package io.vitals.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OccasionsTest {
  private static final LocalDate START = LocalDate.parse("2026-10-01");
  private static final String FINANCE = "finance";
  private static final AccountProfile BANK = customer(FINANCE::equals);
  private static final AccountProfile OTHER = customer(Predicate.not(FINANCE::equals));

  @Test
  void theLastTwoWorkingDaysOfAMonthAreBusy() {
    assertThat(monthEnd(OTHER, "2026-11-26")).isEqualTo(1);
    assertThat(monthEnd(OTHER, "2026-11-27")).as("Friday").isGreaterThan(1);
    assertThat(monthEnd(OTHER, "2026-11-28")).as("Saturday").isEqualTo(1);
    assertThat(monthEnd(OTHER, "2026-11-30")).as("Monday").isGreaterThan(1);
    assertThat(monthEnd(OTHER, "2026-12-01")).isEqualTo(1);
    assertThat(monthEnd(OTHER, "2026-12-31")).as("the last of a year").isGreaterThan(1);
  }

  @Test
  void financeIsBusierThanOthersThen() {
    assertThat(monthEnd(BANK, "2026-11-30")).isGreaterThan(monthEnd(OTHER, "2026-11-30"));
    assertThat(monthEnd(BANK, "2026-11-26")).isEqualTo(1);
  }

  @Test
  void aLaunchEverySixWeeksIsTriedByAllAndFades() {
    LocalDate launch = LocalDate.parse("2026-12-22");
    assertThat(Occasions.novelty(launch)).isEqualTo(1);
    assertThat(Occasions.novelty(launch.plusDays(42))).isEqualTo(1);
    assertThat(Occasions.novelty(launch.minusDays(1))).isLessThan(0.01);
    assertThat(Occasions.novelty(launch.plusDays(7))).isBetween(0.2, 0.5);
    assertThat(Occasions.use(OTHER, launch))
        .isGreaterThan(Occasions.use(OTHER, launch.plusDays(1)))
        .isGreaterThan(Occasions.use(OTHER, launch.minusDays(1)) * 1.1);
    assertThat(Occasions.errors(launch)).isPositive();
    assertThat(Occasions.errors(launch.minusDays(1))).isZero();
  }

  private static double monthEnd(AccountProfile customer, String day) {
    return Occasions.monthEnd(customer, LocalDate.parse(day));
  }

  private static AccountProfile customer(Predicate<String> industry) {
    return IntStream.range(0, 100)
        .mapToObj(index -> AccountProfile.draw(index, new Seeds(1), START, 90))
        .filter(profile -> industry.test(profile.industry()))
        .findFirst()
        .orElseThrow();
  }
}
