package io.vitals.domain.adoption;

/**
 * Uses per ISO week (Monday to Sunday) of the last {@value #WEEKS} weeks: for declines too slow for
 * days. The array is never changed.
 *
 * @param lastWeek the latest week with use, in weeks since that of 1970-01-01
 * @param events uses of the weeks until {@code lastWeek}, ascending, {@value #WEEKS} of them
 */
@SuppressWarnings("ArrayRecordComponent") // flat and unboxed on purpose; compared by no one
public record WeekTotals(int lastWeek, long[] events) {
  /** How many weeks are kept. */
  public static final int WEEKS = 26;

  public WeekTotals {
    events = events == null ? new long[WEEKS] : events;
  }

  /** No use in any week. */
  public static WeekTotals empty() {
    return new WeekTotals(0, null);
  }

  /** With uses of a day added; a day before the weeks kept adds nothing. */
  public WeekTotals with(int epochDay, long added) {
    int week = weekOf(epochDay);
    int last = Math.max(lastWeek, week);
    if (week <= last - WEEKS) {
      return this;
    }
    long[] changed = until(last);
    changed[WEEKS - 1 - (last - week)] += added;
    return new WeekTotals(last, changed);
  }

  /** Uses of the {@value #WEEKS} weeks that end with that of a day, ascending. */
  public long[] through(int epochDay) {
    return until(weekOf(epochDay));
  }

  private long[] until(int week) {
    long[] shifted = new long[WEEKS];
    for (int i = 0; i < WEEKS; i++) {
      long from = (long) i + week - lastWeek;
      shifted[i] = from >= 0 && from < WEEKS ? events[(int) from] : 0;
    }
    return shifted;
  }

  /** 1970-01-01 was a Thursday. */
  private static int weekOf(int epochDay) {
    return Math.floorDiv(epochDay + 3, 7);
  }
}
