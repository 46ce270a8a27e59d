package io.vitals.exporter;

import java.time.Instant;
import java.util.Locale;

/** How what is known stands in a scrape. */
final class SeriesValues {
  private SeriesValues() {}

  /** A time in seconds since the epoch; null when it is not known. */
  static Double seconds(Instant time) {
    return time == null ? null : (Double) (time.toEpochMilli() / 1000.0);
  }

  /** A constant as the value of a label. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
