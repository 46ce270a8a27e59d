package io.vitals.domain.anomaly;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;

/** Which slot of the season a bucket is in. */
final class CountCalendar {
  private static final long HOUR = 3_600_000;
  private static final int HOURS = 24;
  private static final int KINDS_OF_HALF_DAY = 4;

  private final boolean isHourly;
  private final WorkingCalendar working;

  CountCalendar(CountSettings settings) {
    isHourly = settings.bucket().equals(Duration.ofHours(1));
    working = settings.calendar();
  }

  int slots() {
    return isHourly ? KINDS_OF_HALF_DAY * HOURS : DayOfWeek.values().length;
  }

  /** The slot of the bucket that holds a time, epoch milliseconds. */
  int slot(long time) {
    if (!isHourly) {
      long day = Math.floorDiv(time, HOURS * HOUR);
      return isHoliday(day) ? restOf(day).ordinal() : weekday(day).ordinal();
    }
    long shown = working.shown(time);
    long day = Math.floorDiv(shown, HOURS * HOUR);
    int hour = (int) (Math.floorMod(shown, HOURS * HOUR) / HOUR);
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
    return !working.holidays().isEmpty() && working.holidays().contains(LocalDate.ofEpochDay(day));
  }

  private static DayOfWeek weekday(long day) {
    return LocalDate.ofEpochDay(day).getDayOfWeek();
  }
}
