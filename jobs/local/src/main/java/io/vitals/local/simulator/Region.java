package io.vitals.local.simulator;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** A sales region: its hours (a fixed offset, no summer time), holidays and currency. */
enum Region {
  NA(-6, "USD", 1_000_000, Set.of(MonthDay.of(7, 4), MonthDay.of(11, 11))),
  EMEA(1, "EUR", 1_080_000, Set.of(MonthDay.of(5, 1), MonthDay.of(12, 26))),
  APAC(8, "USD", 1_000_000, Set.of(MonthDay.of(1, 2), MonthDay.of(10, 1)));

  private static final Set<MonthDay> COMMON_HOLIDAYS =
      Set.of(MonthDay.of(1, 1), MonthDay.of(12, 24), MonthDay.of(12, 25));

  /** Use in each local hour of a working day, relative. */
  private static final double[] HOURS = {
    0.03, 0.02, 0.02, 0.02, 0.03, 0.06, 0.12, 0.35, 0.85, 1.25, 1.3, 1.2,
    0.8, 1.1, 1.25, 1.2, 1.0, 0.7, 0.35, 0.2, 0.15, 0.12, 0.08, 0.05
  };

  private static final double DAY_OFF = 0.12;

  private final int offsetHours;
  private final String currency;
  private final long reportingRateMicros;
  private final Set<MonthDay> holidays;

  Region(int offsetHours, String currency, long reportingRateMicros, Set<MonthDay> holidays) {
    this.offsetHours = offsetHours;
    this.currency = currency;
    this.reportingRateMicros = reportingRateMicros;
    this.holidays = holidays;
  }

  static Region draw(RandomGenerator random) {
    double share = random.nextDouble();
    return share < 0.5 ? NA : share < 0.82 ? EMEA : APAC;
  }

  /**
   * Use in an hour relative to the mean hour of a week without holidays.
   *
   * @param hour hours since the epoch
   */
  double activity(long hour) {
    long local = hour + offsetHours;
    LocalDate day = day(hour);
    double use = HOURS[Math.floorMod(local, 24)] / meanOfWeek();
    return isWorkingDay(day) ? use : use * DAY_OFF;
  }

  /**
   * The day that an hour belongs to here.
   *
   * @param hour hours since the epoch
   */
  LocalDate day(long hour) {
    return LocalDate.ofEpochDay(Math.floorDiv(hour + offsetHours, 24L));
  }

  /** Days of a year that nobody works in any region, weekends among them. */
  static Stream<LocalDate> commonHolidays(int year) {
    return COMMON_HOLIDAYS.stream().map(day -> day.atYear(year));
  }

  /** Whether people work on a day. */
  boolean isWorkingDay(LocalDate day) {
    DayOfWeek weekday = day.getDayOfWeek();
    MonthDay date = MonthDay.from(day);
    return weekday != DayOfWeek.SATURDAY
        && weekday != DayOfWeek.SUNDAY
        && !COMMON_HOLIDAYS.contains(date)
        && !holidays.contains(date);
  }

  /** An instant between 8:00 and 18:00 local time, within the UTC day. */
  Instant officeInstant(LocalDate day, RandomGenerator random) {
    long local = Duration.ofHours(8).toMillis() + random.nextLong(Duration.ofHours(10).toMillis());
    long utc = local - Duration.ofHours(offsetHours).toMillis();
    long inDay = Math.floorMod(utc, Duration.ofDays(1).toMillis());
    return Instant.ofEpochMilli(Duration.ofDays(day.toEpochDay()).toMillis() + inDay);
  }

  String currency() {
    return currency;
  }

  /** US dollars for one unit of the currency, in millionths. */
  long reportingRateMicros() {
    return reportingRateMicros;
  }

  /** As it stands in CRM rows. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static double meanOfWeek() {
    double day = 0;
    for (double hour : HOURS) {
      day += hour;
    }
    return day / HOURS.length * (5 + 2 * DAY_OFF) / 7;
  }
}
