package io.vitals.domain.freshness;

import static io.vitals.domain.freshness.FreshnessState.MILLIS_AN_HOUR;

import java.util.OptionalDouble;

/**
 * How long a source was fresh in each of the last 28 days' hours: what compliance and the burn of
 * the error budget are computed from. Flat; a ring by hour since the epoch.
 *
 * @param hour the hour being filled, since the epoch; {@link #NONE} before the first
 * @param first the first hour judged
 * @param freshMillis milliseconds of being FRESH in each hour
 */
@SuppressWarnings("ArrayRecordComponent") // flat and unboxed on purpose; compared by no one
public record FreshHours(long hour, long first, int[] freshMillis) {
  static final long NONE = Long.MIN_VALUE;
  static final int HOURS = 28 * 24;

  /** Reads absent parts as nothing judged. */
  public FreshHours {
    freshMillis = freshMillis == null ? new int[HOURS] : freshMillis;
  }

  /** Nothing judged. */
  public static FreshHours empty() {
    return new FreshHours(NONE, NONE, null);
  }

  /** With the time between two times judged alike. */
  FreshHours with(long from, long to, boolean fresh) {
    if (to <= from) {
      return this;
    }
    int[] filled = freshMillis.clone();
    long current = hour;
    long firstHour = first;
    long time = Math.max(from, to - (HOURS - 1) * MILLIS_AN_HOUR);
    while (time < to) {
      long timesHour = Math.floorDiv(time, MILLIS_AN_HOUR);
      if (current == NONE) {
        current = timesHour;
        // An hour that was not judged from its beginning counts from the next one on.
        firstHour = time == timesHour * MILLIS_AN_HOUR ? timesHour : timesHour + 1;
        filled[slot(current)] = 0;
      }
      while (current < timesHour) {
        current++;
        filled[slot(current)] = 0;
      }
      long end = Math.min(to, (timesHour + 1) * MILLIS_AN_HOUR);
      filled[slot(timesHour)] += fresh ? (int) (end - time) : 0;
      time = end;
    }
    return new FreshHours(current, firstHour, filled);
  }

  /**
   * Share of the last whole hours in which it was fresh; of those judged, if there are fewer.
   *
   * @return empty before one whole hour is judged
   */
  OptionalDouble share(int hours) {
    long last = hour - 1;
    long from = Math.max(last - hours + 1, Math.max(first, hour - HOURS + 1));
    if (hour == NONE || from > last) {
      return OptionalDouble.empty();
    }
    long fresh = 0;
    for (long past = from; past <= last; past++) {
      fresh += freshMillis[slot(past)];
    }
    return OptionalDouble.of((double) fresh / ((last - from + 1) * MILLIS_AN_HOUR));
  }

  private static int slot(long hour) {
    return (int) Math.floorMod(hour, (long) HOURS);
  }
}
