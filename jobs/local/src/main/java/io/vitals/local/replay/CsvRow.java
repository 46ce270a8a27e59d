package io.vitals.local.replay;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One row of a file. An empty field is null; what is not what it should be throws {@link
 * UnreadableRowException}.
 *
 * @param raw its text, without the line end
 * @param values its fields; fewer than the header has when it could not be cut
 * @param positions where each column stands
 */
record CsvRow(String raw, List<String> values, Map<String, Integer> positions) {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd H:mm", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2100, 1, 1);

  /** The text; null when empty. */
  String text(String column) {
    if (values.size() != positions.size()) {
      throw new UnreadableRowException("has not as many fields as the header");
    }
    String value = values.get(positions.get(column)).strip();
    return value.isEmpty() ? null : value;
  }

  /** The text, which must not be empty. */
  String required(String column) {
    String value = text(column);
    if (value == null) {
      throw new UnreadableRowException(column + " is missing");
    }
    return value;
  }

  /** The date; null when empty. */
  LocalDate date(String column) {
    String value = text(column);
    return value == null ? null : dateOf(column, value);
  }

  /** The date, which must not be empty. */
  LocalDate requiredDate(String column) {
    return dateOf(column, required(column));
  }

  /** The instant, UTC, of a date or a date with hour and minute; null when empty. */
  Instant instant(String column) {
    String value = text(column);
    if (value == null) {
      return null;
    }
    if (value.indexOf(' ') < 0) {
      return startOf(dateOf(column, value));
    }
    try {
      LocalDateTime time = LocalDateTime.parse(value, MINUTE);
      checkRange(column, time.toLocalDate());
      return time.toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new UnreadableRowException(column + " is no date");
    }
  }

  /** The number; null when empty. */
  BigDecimal number(String column) {
    String value = text(column);
    try {
      return value == null ? null : new BigDecimal(value);
    } catch (NumberFormatException e) {
      throw new UnreadableRowException(column + " is no number");
    }
  }

  /** The whole number; null when empty. */
  Integer integer(String column) {
    try {
      BigDecimal number = number(column);
      return number == null ? null : number.intValueExact();
    } catch (ArithmeticException e) {
      throw new UnreadableRowException(column + " is no whole number");
    }
  }

  /** TRUE or FALSE in any case; null when empty. */
  Boolean flag(String column) {
    String value = text(column);
    if (value == null) {
      return null;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new UnreadableRowException(column + " is neither TRUE nor FALSE");
    };
  }

  /** Start of a day, UTC. */
  static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static LocalDate dateOf(String column, String value) {
    try {
      LocalDate date = LocalDate.parse(value);
      checkRange(column, date);
      return date;
    } catch (DateTimeException e) {
      throw new UnreadableRowException(column + " is no date");
    }
  }

  /** A mistyped century would stretch the history by it. */
  private static void checkRange(String column, LocalDate date) {
    if (date.isBefore(EARLIEST) || !date.isBefore(LATEST)) {
      throw new UnreadableRowException(column + " is not between 2000 and 2100");
    }
  }
}
