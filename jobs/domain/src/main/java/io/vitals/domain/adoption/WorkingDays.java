package io.vitals.domain.adoption;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;

/** Counts working days: Monday to Friday without holidays. Immutable. */
public final class WorkingDays {
  /** Monday to Friday, no holidays. */
  public static final WorkingDays MONDAY_TO_FRIDAY = new WorkingDays(Set.of());

  /** Holidays that fall on a weekday: epoch days, ascending. */
  private final int[] holidays;

  /**
   * @param holidays days that nobody works; those on a weekend change nothing
   */
  public WorkingDays(Collection<LocalDate> holidays) {
    this.holidays =
        holidays.stream()
            .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
            .mapToInt(day -> Math.toIntExact(day.toEpochDay()))
            .sorted()
            .distinct()
            .toArray();
  }

  /**
   * The working days from one day until before another.
   *
   * @param fromDay first epoch day counted
   * @param untilDay epoch day after the last one counted; not before {@code fromDay}
   */
  public int between(int fromDay, int untilDay) {
    return weekdaysBefore(untilDay)
        - weekdaysBefore(fromDay)
        - (holidaysBefore(untilDay) - holidaysBefore(fromDay));
  }

  /** Weekdays from a fixed Monday until before the day; 1970-01-01 was a Thursday. */
  private static int weekdaysBefore(int epochDay) {
    int sinceMonday = epochDay + 3;
    return Math.floorDiv(sinceMonday, 7) * 5 + Math.min(5, Math.floorMod(sinceMonday, 7));
  }

  private int holidaysBefore(int epochDay) {
    int position = Arrays.binarySearch(holidays, epochDay);
    return position >= 0 ? position : -position - 1;
  }
}
