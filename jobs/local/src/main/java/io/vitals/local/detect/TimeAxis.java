package io.vitals.local.detect;

import io.vitals.local.detect.PlotPoints.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The horizontal axis of a plot: time, UTC, in epoch milliseconds. */
final class TimeAxis {
  private static final int MOST_PARTS = 8;

  private static final List<Duration> STEPS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofDays(1),
          Duration.ofDays(2),
          Duration.ofDays(7),
          Duration.ofDays(14),
          Duration.ofDays(30),
          Duration.ofDays(90),
          Duration.ofDays(365),
          Duration.ofDays(3_650));

  private TimeAxis() {}

  /** The axis of these points, of which there is one; their times may run backwards. */
  static Axis of(List<Bucket> buckets, double leftPixel, double rightPixel) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (Bucket bucket : buckets) {
      first = Math.min(first, Math.min(bucket.first().time(), bucket.second().time()));
      last = Math.max(last, Math.max(bucket.first().time(), bucket.second().time()));
    }
    return new Axis(first, Math.max(last, first + 1), leftPixel, rightPixel);
  }

  static Duration step(Axis axis) {
    double least = (axis.to() - axis.from()) / MOST_PARTS;
    return STEPS.stream()
        .filter(step -> step.toMillis() >= least)
        .findFirst()
        .orElseGet(() -> Duration.ofDays((long) Math.ceil(least / Duration.ofDays(1).toMillis())));
  }

  /** A time with what tells it from its neighbours. */
  static String label(double millis, Duration step) {
    String pattern;
    if (step.compareTo(Duration.ofDays(1)) >= 0) {
      pattern = "uuuu-MM-dd";
    } else if (step.compareTo(Duration.ofMinutes(1)) >= 0) {
      pattern = "MM-dd HH:mm";
    } else {
      pattern = "HH:mm:ss";
    }
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
        .withZone(ZoneOffset.UTC)
        .format(Instant.ofEpochMilli((long) millis));
  }
}
