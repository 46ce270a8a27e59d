package io.vitals.domain.freshness;

import java.time.Instant;
import java.util.function.LongPredicate;

/**
 * Time in which a source is expected, as a clock of its own: it stands still at night, on Sundays,
 * on holidays, whenever nothing is expected. Silence is measured by it, so a quiet Sunday is no
 * silence and a break on Friday evening is found on Monday morning.
 */
final class ExpectedTime {
  private static final long SLOT_MILLIS = 15 * 60_000;

  /** Further ahead or back nothing is counted: by then a source is long silent. */
  private static final int MOST_SLOTS = 96 * 90;

  private final BusinessCalendar calendar;
  private final LongPredicate active;

  /**
   * A clock.
   *
   * @param calendar when the source is expected
   * @param active whether it used to send in the hour of a time; null: always
   */
  ExpectedTime(BusinessCalendar calendar, LongPredicate active) {
    this.calendar = calendar;
    this.active = active;
  }

  /** Whether anything is expected at a time. */
  boolean isOpen(long time) {
    return (active == null || active.test(time)) && calendar.isOpen(Instant.ofEpochMilli(time));
  }

  /** Expected milliseconds between two times; 0 when the second is not later. */
  long between(long from, long to) {
    if (to <= from) {
      return 0;
    }
    if (isAllTime()) {
      return to - from;
    }
    long sum = 0;
    long time = from;
    for (int slot = 0; time < to && slot < MOST_SLOTS; slot++) {
      long end = Math.min(slotEnd(time), to);
      sum += isOpen(time) ? end - time : 0;
      time = end;
    }
    return time < to ? Long.MAX_VALUE / 4 : sum;
  }

  /** The time at which so many expected milliseconds will have passed. */
  long after(long from, long millis) {
    if (isAllTime()) {
      return from + millis;
    }
    long left = millis;
    long time = from;
    for (int slot = 0; slot < MOST_SLOTS; slot++) {
      long end = slotEnd(time);
      if (isOpen(time)) {
        if (left <= end - time) {
          return time + left;
        }
        left -= end - time;
      }
      time = end;
    }
    return time;
  }

  private boolean isAllTime() {
    return active == null && calendar.isAlways();
  }

  private static long slotEnd(long time) {
    return (Math.floorDiv(time, SLOT_MILLIS) + 1) * SLOT_MILLIS;
  }
}
