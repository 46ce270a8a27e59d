package io.vitals.domain.anomaly.series;

import java.time.Instant;

/** Hours of event time, counted since 1970-01-01 UTC, and when they are judged. */
public final class Hours {
  /** Hours of a day. */
  public static final int A_DAY = 24;

  /** Milliseconds of an hour. */
  public static final long MILLIS = 3_600_000;

  /** How long after an hour it is judged: nearly all that is regular has arrived by then. */
  static final long SETTLING_MILLIS = 600_000;

  private Hours() {}

  /** When an hour is judged, if it is complete by then, epoch milliseconds. */
  public static long judgedAt(int hour) {
    return (hour + 1) * MILLIS + SETTLING_MILLIS;
  }

  /** The first moment after a time at which hours are judged, epoch milliseconds. */
  public static long nextJudging(long time) {
    return (Math.floorDiv(time - SETTLING_MILLIS, MILLIS) + 1) * MILLIS + SETTLING_MILLIS;
  }

  /** The first moment, this one or after it, at which days are judged, epoch milliseconds. */
  public static long dayJudging(long time) {
    long day = A_DAY * MILLIS;
    return -Math.floorDiv(SETTLING_MILLIS - time, day) * day + SETTLING_MILLIS;
  }

  /**
   * The first hour that cannot be judged yet.
   *
   * @param now the moment, epoch milliseconds
   * @param complete up to when what feeds the series is complete
   */
  public static int judgeableBefore(long now, Instant complete) {
    return (int) Math.floorDiv(Math.min(now - SETTLING_MILLIS, complete.toEpochMilli()), MILLIS);
  }

  /** The hour of a time. */
  public static int of(long time) {
    return (int) Math.floorDiv(time, MILLIS);
  }

  /** Whether an hour is the last of its day. */
  static boolean endsDay(int hour) {
    return Math.floorMod(hour, A_DAY) == A_DAY - 1;
  }
}
