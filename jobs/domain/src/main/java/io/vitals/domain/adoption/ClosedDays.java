package io.vitals.domain.adoption;

import java.util.ArrayList;
import java.util.List;

/**
 * What the days before today come to: a cache merged from their slices, so that a figure over a
 * window costs one read and not 28.
 *
 * <p>It is never stale. A day that moves on shifts it and adds the days just closed; late data of a
 * closed day is merged in at once, which is exact since all of it only grows: users and features
 * are sets, and a day's own figures are replaced by those of its new slice. It always equals {@link
 * #of}.
 *
 * <p>Arrays are never changed; index 0 is yesterday, index 40 the day 41 days before today.
 *
 * @param today the epoch day all days are before
 * @param events uses of each of the last {@value #DAYS} days
 * @param userCounts users of each of them, {@link DaySlice#USERS_UNKNOWN} where use names none
 * @param users the users of the last {@value #MONTH} days
 * @param features the features of the last {@value #MONTH} days
 */
@SuppressWarnings("ArrayRecordComponent") // flat and unboxed on purpose; compared by no one
public record ClosedDays(
    int today, long[] events, int[] userCounts, RecentUsers users, RecentFeatures features) {
  /** How many days before today are kept; with today 42, six whole weeks. */
  public static final int DAYS = 41;

  /** Closed days of a window of 7 days that ends today. */
  public static final int WEEK = 6;

  /** Closed days of a window of 28 days that ends today. */
  public static final int MONTH = 27;

  public ClosedDays {
    events = events == null ? new long[DAYS] : events;
    userCounts = userCounts == null ? new int[DAYS] : userCounts;
    users = users == null ? RecentUsers.empty() : users;
    features = features == null ? RecentFeatures.empty() : features;
  }

  /** No use on any day before today. */
  public static ClosedDays empty(int today) {
    return new ClosedDays(today, null, null, null, null);
  }

  /** Merged from the slices of the {@value #DAYS} days before today. */
  public static ClosedDays of(DaySlices slices, int today) {
    return empty(today - DAYS).rolledTo(slices, today);
  }

  /**
   * The same for a later day. Reads the slices of the days closed since; all of them when there are
   * too many users or features to hold them with the day they were last seen.
   */
  public ClosedDays rolledTo(DaySlices slices, int newToday) {
    if (newToday == today) {
      return this;
    }
    if (newToday < today || !users.isExact() || features.isFull()) {
      return of(slices, newToday);
    }
    int from = Math.max(today, newToday - DAYS);
    List<DaySlice> closedSince = new ArrayList<>();
    for (int day = from; day < newToday; day++) {
      DaySlice slice = slices.get(day);
      if (slice != null) {
        closedSince.add(slice);
      }
    }
    return shiftedTo(newToday).with(closedSince);
  }

  /**
   * With the slices of days before today as they are now, in place of what was known of those days.
   * Days older than {@value #DAYS} days change nothing.
   */
  public ClosedDays with(List<DaySlice> changed) {
    long[] newEvents = events.clone();
    int[] newUserCounts = userCounts.clone();
    RecentFeatures newFeatures = features;
    List<DaySlice> ofMonth = new ArrayList<>();
    for (DaySlice day : changed) {
      int index = today - 1 - day.epochDay();
      if (index >= 0 && index < DAYS) {
        newEvents[index] = day.events();
        newUserCounts[index] = day.userCount();
      }
      if (index >= 0 && index < MONTH) {
        newFeatures = newFeatures.with(day);
        ofMonth.add(day);
      }
    }
    return new ClosedDays(today, newEvents, newUserCounts, users.with(ofMonth, today), newFeatures);
  }

  /**
   * Uses of the days from so many days before today to so many.
   *
   * @param firstAgo the earlier day, at most {@value #DAYS} days ago
   * @param lastAgo the later day, at least 1 day ago
   */
  public long eventsBetween(int firstAgo, int lastAgo) {
    long sum = 0;
    for (int ago = lastAgo; ago <= firstAgo; ago++) {
      sum += events[ago - 1];
    }
    return sum;
  }

  private ClosedDays shiftedTo(int newToday) {
    long[] newEvents = new long[DAYS];
    int[] newUserCounts = new int[DAYS];
    int by = Math.min(DAYS, newToday - today);
    System.arraycopy(events, 0, newEvents, by, DAYS - by);
    System.arraycopy(userCounts, 0, newUserCounts, by, DAYS - by);
    return new ClosedDays(
        newToday,
        newEvents,
        newUserCounts,
        users.droppedBefore(newToday - MONTH),
        features.droppedBefore(newToday - MONTH));
  }
}
