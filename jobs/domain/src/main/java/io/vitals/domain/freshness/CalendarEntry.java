package io.vitals.domain.freshness;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The calendar of a source in the sources file, all of it optional: {@code time_zone} (UTC), {@code
 * days} (a list of mon to sun; all), {@code hours} ("08:00-18:00", to the quarter of an hour; all
 * day), {@code holidays} (a list of dates).
 */
final class CalendarEntry {
  private static final List<String> FIELDS = List.of("time_zone", "days", "hours", "holidays");
  private static final Pattern HOURS =
      Pattern.compile("([01][0-9]|2[0-3]):(00|15|30|45)-([01][0-9]|2[0-4]):(00|15|30|45)");

  private final Map<?, ?> values;
  private final Consumer<String> errors;

  private CalendarEntry(Map<?, ?> values, Consumer<String> errors) {
    this.values = values;
    this.errors = errors;
  }

  /**
   * Reads a calendar.
   *
   * @param entry what the file has
   * @param errors told what is wrong with it
   */
  static BusinessCalendar read(Object entry, Consumer<String> errors) {
    if (!(entry instanceof Map<?, ?> values)) {
      errors.accept("calendar: time_zone, days, hours and holidays are expected");
      return BusinessCalendar.ALWAYS;
    }
    CalendarEntry calendar = new CalendarEntry(values, errors);
    for (Object key : values.keySet()) {
      if (!FIELDS.contains(key)) {
        errors.accept("calendar: unknown field " + key);
      }
    }
    LocalTime[] hours = calendar.hours();
    return new BusinessCalendar(
        calendar.zone(), calendar.days(), hours[0], hours[1], calendar.holidays());
  }

  private ZoneId zone() {
    Object zone = values.get("time_zone");
    if (zone == null) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(String.valueOf(zone));
    } catch (DateTimeException e) {
      errors.accept("calendar: time_zone: " + zone + " is none; one is Europe/Berlin");
      return ZoneOffset.UTC;
    }
  }

  private Set<DayOfWeek> days() {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    if (!values.containsKey("days")) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    for (Object name : list("days")) {
      DayOfWeek found = null;
      for (DayOfWeek day : DayOfWeek.values()) {
        String shortName = day.name().substring(0, 3).toLowerCase(Locale.ROOT);
        found = shortName.equals(name) ? day : found;
      }
      if (found == null) {
        errors.accept(
            "calendar: days: " + name + " is not one of mon, tue, wed, thu, fri, sat, sun");
      } else {
        days.add(found);
      }
    }
    return days;
  }

  private LocalTime[] hours() {
    LocalTime[] allDay = {LocalTime.MIDNIGHT, LocalTime.MIDNIGHT};
    Object text = values.get("hours");
    if (text == null) {
      return allDay;
    }
    Matcher matcher = HOURS.matcher(String.valueOf(text));
    if (matcher.matches()) {
      LocalTime opens = LocalTime.parse(matcher.group(1) + ":" + matcher.group(2));
      boolean endOfDay = matcher.group(3).equals("24") && matcher.group(4).equals("00");
      LocalTime closes =
          endOfDay
              ? LocalTime.MIDNIGHT
              : matcher.group(3).equals("24")
                  ? opens
                  : LocalTime.parse(matcher.group(3) + ":" + matcher.group(4));
      if (endOfDay || closes.isAfter(opens)) {
        return new LocalTime[] {opens, closes};
      }
    }
    errors.accept(
        "calendar: hours: \"08:00-18:00\" is expected, in quarters of an hour, not " + text);
    return allDay;
  }

  private Set<LocalDate> holidays() {
    Set<LocalDate> holidays = new TreeSet<>();
    for (Object date : list("holidays")) {
      try {
        holidays.add(LocalDate.parse(String.valueOf(date)));
      } catch (DateTimeException e) {
        errors.accept("calendar: holidays: " + date + " is no date; one is 2026-12-25");
      }
    }
    return holidays;
  }

  private List<?> list(String field) {
    Object value = values.get(field);
    if (value == null || value instanceof List<?>) {
      return value == null ? List.of() : (List<?>) value;
    }
    errors.accept("calendar: " + field + ": a list is expected");
    return List.of();
  }
}
