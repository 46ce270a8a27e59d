package io.vitals.domain.adoption;

import java.time.Instant;

/**
 * What is known of an account's use beside its {@link DaySlices}. Small, since every flush writes
 * it; what changes once a day only is in {@link ClosedDays}.
 *
 * @param firstEventTime earliest event, epoch milliseconds; {@link #NEVER}
 * @param firstKeyHour start of the first hour in which a key feature was used, epoch milliseconds;
 *     {@link #NEVER}
 * @param lastEventTime latest event, epoch milliseconds; {@link #NEVER}
 * @param lastIngestTime when we last learned of one, epoch milliseconds; {@link #NEVER}
 * @param source the source we learned of it from
 * @param usersNamed whether a record ever named a user
 * @param today the epoch day last opened: the cache is of the days before it; {@link #NO_DAY}
 * @param oldestDay no slice is older than this epoch day; {@link #NO_DAY} when there is no slice
 * @param hoursFrom slices before this epoch day hold no hours
 */
public record AdoptionState(
    long firstEventTime,
    long firstKeyHour,
    long lastEventTime,
    long lastIngestTime,
    String source,
    boolean usersNamed,
    int today,
    int oldestDay,
    int hoursFrom) {
  /** In place of a time: there is none. No event is before the year 2000. */
  public static final long NEVER = 0;

  /** In place of an epoch day: there is none. */
  public static final int NO_DAY = 0;

  public AdoptionState {
    source = source == null ? "" : source;
  }

  /** An account without use. */
  public static AdoptionState empty() {
    return new AdoptionState(NEVER, NEVER, NEVER, NEVER, null, false, NO_DAY, NO_DAY, NO_DAY);
  }

  /**
   * With use added.
   *
   * @param epochDay the day it is of
   * @param keyUse whether it is of a key feature
   */
  AdoptionState with(UsageDelta delta, int epochDay, boolean keyUse) {
    long hour = delta.eventHour() * 3_600_000L;
    return new AdoptionState(
        earlier(firstEventTime, delta.firstEventTime()),
        keyUse ? earlier(firstKeyHour, hour) : firstKeyHour,
        Math.max(lastEventTime, delta.lastEventTime()),
        Math.max(lastIngestTime, delta.lastIngestTime()),
        UsageDelta.laterSource(lastIngestTime, source, delta.lastIngestTime(), delta.source()),
        usersNamed || delta.users() != null,
        today,
        (int) earlier(oldestDay, epochDay),
        hoursFrom);
  }

  /** As it was at an instant before the last event. */
  AdoptionState upTo(Instant now, long lastUse) {
    long time = now.toEpochMilli();
    boolean begun = firstEventTime != NEVER && firstEventTime <= time;
    return new AdoptionState(
        begun ? firstEventTime : NEVER,
        firstKeyHour <= time ? firstKeyHour : NEVER,
        begun ? Math.max(firstEventTime, lastUse) : NEVER,
        lastIngestTime,
        source,
        usersNamed,
        today,
        oldestDay,
        hoursFrom);
  }

  /** With another day open. */
  AdoptionState opened(int newToday, int newOldestDay, int newHoursFrom) {
    return new AdoptionState(
        firstEventTime,
        firstKeyHour,
        lastEventTime,
        lastIngestTime,
        source,
        usersNamed,
        newToday,
        newOldestDay,
        newHoursFrom);
  }

  /** The smaller of two; 0 stands for none. */
  private static long earlier(long known, long other) {
    return known == 0 ? other : Math.min(known, other);
  }
}
