package io.vitals.domain.adoption;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The users of the {@link ClosedDays#MONTH} days before a day. While they are at most {@link
 * UserSet#EXACT_LIMIT}, each is held with the last day they were seen: that gives both windows, and
 * moving on by a day is dropping whoever was not seen since. Sketches cannot forget, so of more
 * users the two windows are held as sets and merged anew each day.
 *
 * @param users hashes, ascending, distinct; null when there are too many
 * @param lastDays epoch day on which each of {@code users} was last seen; null as those
 * @param week users of the last {@link ClosedDays#WEEK} days; null while {@code users} is not
 * @param month users of the last {@link ClosedDays#MONTH} days; null while {@code users} is not
 */
@SuppressWarnings("ArrayRecordComponent") // flat and unboxed on purpose; compared by no one
public record RecentUsers(long[] users, int[] lastDays, UserSet week, UserSet month) {
  private static final long[] NO_USERS = {};
  private static final int[] NO_DAYS = {};

  public RecentUsers {
    if (users == null && month == null) {
      users = NO_USERS;
      lastDays = NO_DAYS;
    }
  }

  /** Nobody. */
  static RecentUsers empty() {
    return new RecentUsers(NO_USERS, NO_DAYS, null, null);
  }

  boolean isExact() {
    return users != null;
  }

  /** The users of the last {@link ClosedDays#WEEK} days before {@code today}. */
  UserSet week(int today) {
    return isExact() ? since(today - ClosedDays.WEEK) : week;
  }

  /** The users of the last {@link ClosedDays#MONTH} days before {@code today}. */
  UserSet month(int today) {
    return isExact() ? since(today - ClosedDays.MONTH) : month;
  }

  /** Those seen on a day or later; only while exact. */
  RecentUsers droppedBefore(int epochDay) {
    int kept = 0;
    long[] keptUsers = new long[users.length];
    int[] keptDays = new int[users.length];
    for (int i = 0; i < users.length; i++) {
      if (lastDays[i] >= epochDay) {
        keptUsers[kept] = users[i];
        keptDays[kept++] = lastDays[i];
      }
    }
    return kept == users.length
        ? this
        : new RecentUsers(
            Arrays.copyOf(keptUsers, kept), Arrays.copyOf(keptDays, kept), null, null);
  }

  /**
   * With the users of days before {@code today}; adding a day again changes nothing.
   *
   * @param days none older than {@link ClosedDays#MONTH} days
   */
  RecentUsers with(List<DaySlice> days, int today) {
    RecentUsers merged = this;
    for (DaySlice day : days) {
      if (day.users() != null) {
        merged = merged.withExact(day.users(), day.epochDay());
        if (merged == null) {
          return withSets(days, today);
        }
      }
    }
    return merged;
  }

  /** Null when they become too many. */
  private RecentUsers withExact(UserSet added, int epochDay) {
    if (!isExact() || !added.isExact()) {
      return null;
    }
    long[] all = SortedArrays.union(users, added.exact());
    if (all.length > UserSet.EXACT_LIMIT) {
      return null;
    }
    int[] days = new int[all.length];
    for (int i = 0, old = 0, recent = 0; i < all.length; i++) {
      if (old < users.length && users[old] == all[i]) {
        days[i] = lastDays[old++];
      }
      if (recent < added.exact().length && added.exact()[recent] == all[i]) {
        days[i] = Math.max(days[i], epochDay);
        recent++;
      }
    }
    return new RecentUsers(all, days, null, null);
  }

  private RecentUsers withSets(List<DaySlice> days, int today) {
    List<UserSet> ofWeek = new ArrayList<>(List.of(week(today)));
    List<UserSet> ofMonth = new ArrayList<>(List.of(month(today)));
    for (DaySlice day : days) {
      if (day.users() != null) {
        ofMonth.add(day.users());
        if (day.epochDay() >= today - ClosedDays.WEEK) {
          ofWeek.add(day.users());
        }
      }
    }
    return new RecentUsers(null, null, UserSet.union(ofWeek), UserSet.union(ofMonth));
  }

  private UserSet since(int epochDay) {
    long[] seen = new long[users.length];
    int size = 0;
    for (int i = 0; i < users.length; i++) {
      if (lastDays[i] >= epochDay) {
        seen[size++] = users[i];
      }
    }
    return UserSet.of(size == users.length ? users : Arrays.copyOf(seen, size));
  }
}
