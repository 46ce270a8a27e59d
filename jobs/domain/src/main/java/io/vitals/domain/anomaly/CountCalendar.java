package io.vitals.domain.anomaly;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;

/** Which slot of the season a bucket is in. */
final class CountCalendar {
  private static final long HOUR = 3_600_000;
  private static final int HOURS = 24;
  private static final int KINDS_OF_DAY = 3;

  private final boolean isHourly;
  private final Set<LocalDate> holidays;

  CountCalendar(CountSettings settings) {
    isHourly = settings.bucket().equals(Duration.ofHours(1));
    holidays = settings.holidays();
  }

  int slots() {
    return isHourly ? KINDS_OF_DAY * HOURS : DayOfWeek.values().length;
  }

  /** The slot of the bucket that holds a time, epoch milliseconds. */
  int slot(long time) {
    long day = Math.floorDiv(time, HOURS * HOUR);
    DayOfWeek weekday = weekday(day);
    if (!isHourly) {
      return weekday.ordinal();
    }
    int kind = Math.max(0, weekday.ordinal() - DayOfWeek.FRIDAY.ordinal());
    return kind * HOURS + (int) (Math.floorMod(time, HOURS * HOUR) / HOUR);
  }

  private DayOfWeek weekday(long day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    return holidays.contains(date) ? DayOfWeek.SUNDAY : date.getDayOfWeek();
  }
}
