package io.vitals.domain.health;

/**
 * Hours of ingest time, in epoch milliseconds. An hour closes at its last millisecond: a watermark
 * there says that nothing of the hour will follow.
 */
public final class IngestHours {
  /** Milliseconds an hour. */
  public static final long MILLIS_AN_HOUR = 3_600_000;

  private static final long HOURS_A_DAY = 24;

  private IngestHours() {}

  /** The close of the hour that holds a time. */
  public static long closeOf(long time) {
    return (Math.floorDiv(time, MILLIS_AN_HOUR) + 1) * MILLIS_AN_HOUR - 1;
  }

  /** The close of the last hour of the UTC day that holds a time. */
  public static long closeOfDay(long time) {
    long day = MILLIS_AN_HOUR * HOURS_A_DAY;
    return (Math.floorDiv(time, day) + 1) * day - 1;
  }

  /** Whether a time is the close of an hour. */
  public static boolean isClose(long time) {
    return Math.floorMod(time, MILLIS_AN_HOUR) == MILLIS_AN_HOUR - 1;
  }

  /** Whether a time is the close of a UTC day's last hour. */
  public static boolean isCloseOfDay(long time) {
    return Math.floorMod(time, MILLIS_AN_HOUR * HOURS_A_DAY) == MILLIS_AN_HOUR * HOURS_A_DAY - 1;
  }
}
