package io.vitals.domain.anomaly;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * When customers work, as far as it is known beforehand.
 *
 * @param zone the clock that most of them live by: hours are compared with like hours of it, so
 *     that those stay what they are when it is changed for summer
 * @param holidays days on which nobody works, besides weekends
 */
public record WorkingCalendar(ZoneId zone, Set<LocalDate> holidays) implements Serializable {
  /** Weekends alone, by UTC. */
  public static final WorkingCalendar WEEKENDS = new WorkingCalendar(ZoneOffset.UTC, Set.of());

  /** Copies. */
  public WorkingCalendar {
    holidays = Set.copyOf(holidays);
  }

  /** The same by UTC. */
  public static WorkingCalendar of(Set<LocalDate> holidays) {
    return new WorkingCalendar(ZoneOffset.UTC, holidays);
  }
}
