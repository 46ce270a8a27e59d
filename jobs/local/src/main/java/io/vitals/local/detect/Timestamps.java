package io.vitals.local.detect;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Times as exports write them: ISO 8601 with {@code T} or a space between date and time, seconds
 * and their fraction left out or not, with an offset, {@code Z}, or none, which means UTC; a date
 * alone is its start. Or since the epoch: ten digits are seconds, thirteen are milliseconds, so
 * that no date without separators is taken for either.
 */
final class Timestamps {
  private static final int DATE_LENGTH = "2014-04-01".length();

  private static final Pattern EPOCH_SECONDS = Pattern.compile("\\d{10}(\\.\\d{1,9})?");
  private static final Pattern EPOCH_MILLIS = Pattern.compile("\\d{13}");

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .parseLenient()
          .appendOffset("+HH", "Z")
          .parseStrict()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Timestamps() {}

  /** Epoch milliseconds; empty when the text is no time. */
  static OptionalLong parse(String text) {
    if (text.length() < DATE_LENGTH || !Character.isDigit(text.charAt(0))) {
      return OptionalLong.empty();
    }
    if (text.charAt(4) != '-') {
      return sinceEpoch(text);
    }
    try {
      return OptionalLong.of(iso(text).toEpochMilli());
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong sinceEpoch(String text) {
    if (EPOCH_MILLIS.matcher(text).matches()) {
      return OptionalLong.of(Long.parseLong(text));
    }
    if (EPOCH_SECONDS.matcher(text).matches()) {
      return OptionalLong.of(Math.round(Double.parseDouble(text) * 1_000));
    }
    return OptionalLong.empty();
  }

  private static Instant iso(String text) {
    boolean spaced = text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' ';
    String joined =
        spaced ? text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1) : text;
    TemporalAccessor parsed = ISO.parse(joined);
    LocalDate date = LocalDate.from(parsed);
    LocalTime time = parsed.query(TemporalQueries.localTime());
    ZoneOffset offset = parsed.query(TemporalQueries.offset());
    return date.atTime(time == null ? LocalTime.MIDNIGHT : time)
        .toInstant(offset == null ? ZoneOffset.UTC : offset);
  }
}
