package io.vitals.domain.adoption;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Which day an hour belongs to in a tenant's time zone.
 *
 * <p>Usage is summed by whole UTC hours, so a day begins with the first whole UTC hour at or after
 * local midnight: on the dot where the zone is off by whole hours, up to 45 minutes late where it
 * is not (India, Nepal). A day of a clock change has 23 or 25 hours.
 *
 * @param zone the tenant's time zone; null is UTC
 */
public record Days(ZoneId zone) {
  /** Days in UTC. */
  public static final Days UTC = new Days(ZoneOffset.UTC);

  private static final int SECONDS_AN_HOUR = 3600;
  private static final int HOURS_A_DAY = 24;

  public Days {
    zone = zone == null ? ZoneOffset.UTC : zone.normalized();
  }

  /** The epoch hour (hours since 1970-01-01T00:00Z) of an instant given in epoch milliseconds. */
  public static int hourOf(long epochMillis) {
    return (int) Math.floorDiv(epochMillis, SECONDS_AN_HOUR * 1000L);
  }

  /** The epoch day of an instant. */
  public int dayOf(Instant instant) {
    return dayOfHour(hourOf(instant.toEpochMilli()));
  }

  /** The epoch day (days since 1970-01-01 in this zone) an epoch hour belongs to. */
  public int dayOfHour(int epochHour) {
    if (zone.equals(ZoneOffset.UTC)) {
      return Math.floorDiv(epochHour, HOURS_A_DAY);
    }
    return (int) Math.floorDiv(localSeconds(epochHour), (long) HOURS_A_DAY * SECONDS_AN_HOUR);
  }

  /** The local hour of the day, 0 to 23, in which an epoch hour begins. */
  public int hourOfDay(int epochHour) {
    return Math.floorMod(localHour(epochHour), HOURS_A_DAY);
  }

  /**
   * The local hour in which an epoch hour begins, counted since 1970-01-01 00:00 as if the clock
   * had never been changed.
   */
  public long localHour(int epochHour) {
    return Math.floorDiv(localSeconds(epochHour), (long) SECONDS_AN_HOUR);
  }

  private long localSeconds(int epochHour) {
    long seconds = (long) epochHour * SECONDS_AN_HOUR;
    return seconds + zone.getRules().getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds();
  }
}
