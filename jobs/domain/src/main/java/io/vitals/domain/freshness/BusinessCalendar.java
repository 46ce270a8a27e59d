package io.vitals.domain.freshness;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * When a source is expected to send anything: outside, its silence says nothing. Times of day are
 * read to the quarter of an hour.
 *
 * @param zone the time zone the rest is in
 * @param days the days of the week
 * @param opens the time of day from which on
 * @param closes the time of day up to which; 00:00 is the end of the day
 * @param holidays days on which nothing is expected
 */
public record BusinessCalendar(
    ZoneId zone, Set<DayOfWeek> days, LocalTime opens, LocalTime closes, Set<LocalDate> holidays)
    implements Serializable {
  /** A source that is expected at any time. */
  public static final BusinessCalendar ALWAYS =
      new BusinessCalendar(
          ZoneOffset.UTC,
          EnumSet.allOf(DayOfWeek.class),
          LocalTime.MIDNIGHT,
          LocalTime.MIDNIGHT,
          Set.of());

  /** Copies the sets. */
  public BusinessCalendar {
    days = Collections.unmodifiableSet(new TreeSet<>(days));
    holidays = Collections.unmodifiableSet(new TreeSet<>(holidays));
  }

  /** Whether anything is expected at an instant. */
  public boolean isOpen(Instant time) {
    if (isAlways()) {
      return true;
    }
    ZonedDateTime local = time.atZone(zone);
    if (!days.contains(local.getDayOfWeek()) || holidays.contains(local.toLocalDate())) {
      return false;
    }
    LocalTime now = local.toLocalTime();
    boolean endOfDay = closes.equals(LocalTime.MIDNIGHT);
    return !now.isBefore(opens) && (endOfDay || now.isBefore(closes));
  }

  /** Whether something is expected at any time. */
  public boolean isAlways() {
    return days.size() == DayOfWeek.values().length
        && opens.equals(closes)
        && opens.equals(LocalTime.MIDNIGHT)
        && holidays.isEmpty();
  }
}
