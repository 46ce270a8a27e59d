package io.vitals.local.list;

import io.vitals.local.terminal.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** What the values of a column are: their type, and how they look in a table. */
public enum FieldKind {
  /** A {@link String}. */
  TEXT("text") {
    @Override
    int compare(Object value, String wanted) {
      return value.toString().compareToIgnoreCase(wanted);
    }
  },
  /** A {@link BigDecimal}: a count, seconds or days. */
  NUMBER("a number") {
    @Override
    int compare(Object value, String wanted) {
      return ((BigDecimal) value).compareTo(new BigDecimal(wanted));
    }
  },
  /** A {@link BigDecimal}: points of a score, 0 to 100. */
  POINTS("a number from 0 to 100") {
    @Override
    int compare(Object value, String wanted) {
      return NUMBER.compare(value, wanted);
    }

    @Override
    String inTable(Object value) {
      return Text.points(((BigDecimal) value).doubleValue());
    }
  },
  /** A {@link BigDecimal}: money in whole units of the reporting currency. */
  AMOUNT("an amount") {
    @Override
    int compare(Object value, String wanted) {
      return NUMBER.compare(value, wanted);
    }

    @Override
    String inTable(Object value) {
      return Text.amount((BigDecimal) value);
    }
  },
  /** A {@link BigDecimal}: a share, 0 to 1. */
  SHARE("a share from 0 to 1") {
    @Override
    int compare(Object value, String wanted) {
      return NUMBER.compare(value, wanted);
    }

    @Override
    String inTable(Object value) {
      return ((BigDecimal) value).setScale(3, RoundingMode.HALF_UP).toPlainString();
    }
  },
  /** A {@link LocalDate}. */
  DATE("a date as in 2026-06-30") {
    @Override
    int compare(Object value, String wanted) {
      return ((LocalDate) value).compareTo(LocalDate.parse(wanted));
    }
  },
  /** An {@link Instant}. A date stands for the whole of its day, UTC. */
  TIME("a date as in 2026-06-30 or a time as in 2026-06-30T12:00:00Z") {
    @Override
    int compare(Object value, String wanted) {
      Instant time = (Instant) value;
      return wanted.contains("T")
          ? time.compareTo(Instant.parse(wanted))
          : DATE.compare(time.atOffset(ZoneOffset.UTC).toLocalDate(), wanted);
    }

    @Override
    String inTable(Object value) {
      return Text.minute((Instant) value).replace(" UTC", "");
    }
  };

  private final String description;

  FieldKind(String description) {
    this.description = description;
  }

  /** What a value to compare with must be, for people. */
  String description() {
    return description;
  }

  /**
   * Compares a value with one that a person wrote, as {@link Comparable#compareTo}.
   *
   * @throws NumberFormatException or {@link DateTimeParseException} when that is none of this kind
   */
  abstract int compare(Object value, String wanted);

  /** How a value stands in a table. */
  String inTable(Object value) {
    return plain(value);
  }

  boolean isOrdered() {
    return this != TEXT;
  }

  /** Whether figures stand below each other by their last digit. */
  boolean isRightAligned() {
    return sample() instanceof BigDecimal;
  }

  /** Whether a person's word is a value of this kind. */
  boolean accepts(String wanted) {
    try {
      compare(sample(), wanted);
      return true;
    } catch (NumberFormatException | DateTimeParseException e) {
      return false;
    }
  }

  /** A value for programs: numbers without exponent, dates and times as in ISO 8601. */
  static String plain(Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  private Object sample() {
    return switch (this) {
      case TEXT -> "";
      case NUMBER, POINTS, AMOUNT, SHARE -> BigDecimal.ZERO;
      case DATE -> LocalDate.EPOCH;
      case TIME -> Instant.EPOCH;
    };
  }
}
