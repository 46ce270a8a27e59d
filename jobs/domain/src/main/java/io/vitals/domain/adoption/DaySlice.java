package io.vitals.domain.adoption;

import static io.vitals.domain.adoption.AdoptionState.NEVER;

/**
 * What an account used on one day. Arrays are never changed.
 *
 * @param epochDay the day, in the tenant's time zone
 * @param records telemetry records
 * @param events uses: sum of the records' quantities
 * @param errors errors met; null when no record measured them
 * @param hours uses per local hour of the day, 24 of them, at most {@link Integer#MAX_VALUE} each;
 *     the hour that a clock change repeats holds both. Null when the day is older than hours are
 *     kept
 * @param features names of the features used, ascending, distinct; of more than {@value
 *     #FEATURE_LIMIT} the first ones by name
 * @param users the users; null when no record names one
 * @param lastEventTime the day's latest event, epoch milliseconds; {@link AdoptionState#NEVER}
 */
@SuppressWarnings("ArrayRecordComponent") // flat and unboxed on purpose; compared by no one
public record DaySlice(
    int epochDay,
    long records,
    long events,
    Long errors,
    int[] hours,
    String[] features,
    UserSet users,
    long lastEventTime) {
  /** The greatest number of features kept of a day. */
  public static final int FEATURE_LIMIT = 512;

  /** In {@link #userCount}: there was use, but no record names a user. */
  public static final int USERS_UNKNOWN = -1;

  private static final int HOURS_A_DAY = 24;
  private static final long MILLIS_AN_HOUR = 3_600_000;
  private static final String[] NO_NAMES = {};

  public DaySlice {
    features = features == null ? NO_NAMES : features;
  }

  /** A day without use. */
  public static DaySlice empty(int epochDay) {
    return new DaySlice(epochDay, 0, 0, null, new int[HOURS_A_DAY], NO_NAMES, null, NEVER);
  }

  /**
   * The day with this use added.
   *
   * @param delta use of an hour of this day
   * @param hourOfDay which local hour it is, 0 to 23
   */
  public DaySlice with(UsageDelta delta, int hourOfDay) {
    return new DaySlice(
        epochDay,
        records + delta.records(),
        events + delta.events(),
        sum(errors, delta.errors()),
        hours == null ? null : withHour(hourOfDay, delta.events()),
        SortedArrays.union(features, delta.features(), FEATURE_LIMIT),
        delta.users() == null
            ? users
            : users == null ? UserSet.of(delta.users()) : users.with(delta.users()),
        Math.max(lastEventTime, delta.lastEventTime()));
  }

  /**
   * The day up to an hour, that hour included; the whole day when its hours are gone. Users and
   * features are not known by hours: there are none without use, else those of the day. The latest
   * event is told to the hour, unless it is the day's.
   *
   * @param hourOfDay the last local hour, 0 to 23
   * @param epochHour the same since the epoch
   */
  DaySlice upTo(int hourOfDay, int epochHour) {
    if (hours == null || Days.hourOf(lastEventTime) <= epochHour) {
      return this;
    }
    long used = 0;
    int[] kept = new int[HOURS_A_DAY];
    long last = NEVER;
    for (int hour = 0; hour <= hourOfDay; hour++) {
      kept[hour] = hours[hour];
      used += hours[hour];
      last = hours[hour] > 0 ? (epochHour - hourOfDay + hour) * MILLIS_AN_HOUR : last;
    }
    if (used == 0) {
      return empty(epochDay);
    }
    return new DaySlice(epochDay, records, used, errors, kept, features, users, last);
  }

  /** The day without its hours. */
  public DaySlice withoutHours() {
    return new DaySlice(epochDay, records, events, errors, null, features, users, lastEventTime);
  }

  /** How many users, or {@link #USERS_UNKNOWN}. */
  public int userCount() {
    if (users == null) {
      return records == 0 ? 0 : USERS_UNKNOWN;
    }
    return (int) users.count();
  }

  private int[] withHour(int hourOfDay, long added) {
    int[] changed = hours.clone();
    changed[hourOfDay] = (int) Math.min(Integer.MAX_VALUE, changed[hourOfDay] + added);
    return changed;
  }

  private static Long sum(Long a, Long b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a + b;
  }
}
