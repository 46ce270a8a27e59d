package io.vitals.local.simulator;

import java.time.LocalDate;

/**
 * What many customers do at the same time, as every company knows it: month ends, when reports and
 * bills are due, and launches, when a new feature is tried by all and not yet free of faults.
 */
final class Occasions {
  private static final int MONTH_END_WORKING_DAYS = 2;
  private static final double MONTH_END = 1.08;
  private static final double MONTH_END_IN_FINANCE = 1.35;
  private static final String FINANCE = "finance";

  /** Every six weeks, on a Tuesday. */
  private static final int BETWEEN_LAUNCHES_DAYS = 42;

  private static final int FIRST_LAUNCH = 19;
  private static final double LAUNCH_USE = 0.12;
  private static final double NOVELTY_DAYS = 6;
  private static final int TEETHING_DAYS = 3;
  private static final double TEETHING_ERRORS = 0.01;

  private Occasions() {}

  /**
   * Use on a day relative to one without any occasion.
   *
   * @param day in the customer's region
   */
  static double use(AccountProfile customer, LocalDate day) {
    return monthEnd(customer, day) * (1 + LAUNCH_USE * novelty(day));
  }

  /** Share of uses that meet an error because of a launch. */
  static double errors(LocalDate day) {
    return sinceLaunch(day) < TEETHING_DAYS ? TEETHING_ERRORS : 0;
  }

  /** How new the latest launch is: 1 on its day, fading over the days after. */
  static double novelty(LocalDate day) {
    return Math.exp(-sinceLaunch(day) / NOVELTY_DAYS);
  }

  private static long sinceLaunch(LocalDate day) {
    return Math.floorMod(day.toEpochDay() - FIRST_LAUNCH, (long) BETWEEN_LAUNCHES_DAYS);
  }

  /**
   * Use on a day relative to one in the middle of a month.
   *
   * @param day in the customer's region
   */
  static double monthEnd(AccountProfile customer, LocalDate day) {
    if (!customer.region().isWorkingDay(day) || !isMonthEnd(customer.region(), day)) {
      return 1;
    }
    return customer.industry().equals(FINANCE) ? MONTH_END_IN_FINANCE : MONTH_END;
  }

  /** Whether a day is among the last working days of its month. */
  private static boolean isMonthEnd(Region region, LocalDate day) {
    LocalDate later = day;
    for (int i = 0; i < MONTH_END_WORKING_DAYS; i++) {
      do {
        later = later.plusDays(1);
      } while (!region.isWorkingDay(later));
    }
    return later.getMonth() != day.getMonth();
  }
}
