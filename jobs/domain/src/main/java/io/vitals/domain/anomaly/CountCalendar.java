package io.vitals.domain.anomaly;

import io.vitals.domain.adoption.Days;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;

/** Which slot of the season a bucket is in. */
final class CountCalendar {
  private static final int HOURS = 24;
  private static final int KINDS_OF_HALF_DAY = 4;

  private final boolean isHourly;
  private final Days days;
  private final Set<LocalDate> holidays;

  CountCalendar(CountSettings settings) {
    isHourly = settings.bucket().equals(Duration.ofHours(1));
    // Days are summed by UTC, hours are compared by the clock that customers live by.
    days = isHourly ? new Days(settings.calendar().zone()) : Days.UTC;
    holidays = settings.calendar().holidays();
  }

  int slots() {
    return isHourly ? KINDS_OF_HALF_DAY * HOURS : DayOfWeek.values().length;
  }

  /** The slot of the bucket that holds a time, epoch milliseconds. */
  int slot(long time) {
    int epochHour = Days.hourOf(time);
    long day = days.dayOfHour(epochHour);
    if (!isHourly) {
      return isHoliday(day) ? restOf(day).ordinal() : weekday(day).ordinal();
    }
    int hour = days.hourOfDay(epochHour);
    return (hour < HOURS / 2 ? kind(day - 1) : kind(day)) * HOURS + hour;
  }

  /**
   * Where a day meets the next: whether either is free. Half a day belongs to the nearer midnight,
   * since in other time zones its hours are hours of the day beyond.
   */
  private int kind(long day) {
    return (isFree(day) ? 2 : 0) + (isFree(day + 1) ? 1 : 0);
  }

  /** A free day after work is like a Saturday, others are like a Sunday. */
  private DayOfWeek restOf(long day) {
    return isFree(day - 1) ? DayOfWeek.SUNDAY : DayOfWeek.SATURDAY;
  }

  private boolean isFree(long day) {
    return weekday(day).compareTo(DayOfWeek.FRIDAY) > 0 || isHoliday(day);
  }

  private boolean isHoliday(long day) {
    return !holidays.isEmpty() && holidays.contains(LocalDate.ofEpochDay(day));
  }

  private static DayOfWeek weekday(long day) {
    return LocalDate.ofEpochDay(day).getDayOfWeek();
  }
}
