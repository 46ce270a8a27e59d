package io.vitals.domain.adoption;

import java.util.Arrays;

/**
 * The features used lately, each with the last day it was used: moving on by a day is dropping
 * those not used since. Of more than {@link DaySlice#FEATURE_LIMIT} the first ones by name.
 *
 * @param names ascending, distinct
 * @param lastDays epoch day on which each of {@code names} was last used
 */
@SuppressWarnings("ArrayRecordComponent") // flat and unboxed on purpose; compared by no one
public record RecentFeatures(String[] names, int[] lastDays) {
  private static final String[] NO_NAMES = {};
  private static final int[] NO_DAYS = {};

  public RecentFeatures {
    if (names == null || lastDays == null) {
      names = NO_NAMES;
      lastDays = NO_DAYS;
    }
  }

  /** No feature. */
  static RecentFeatures empty() {
    return new RecentFeatures(NO_NAMES, NO_DAYS);
  }

  /** Whether there may have been more than are held, so that dropping some would be wrong. */
  boolean isFull() {
    return names.length >= DaySlice.FEATURE_LIMIT;
  }

  boolean contains(String feature) {
    return Arrays.binarySearch(names, feature) >= 0;
  }

  /** Those used on a day or later. */
  RecentFeatures droppedBefore(int epochDay) {
    int kept = 0;
    String[] keptNames = new String[names.length];
    int[] keptDays = new int[names.length];
    for (int i = 0; i < names.length; i++) {
      if (lastDays[i] >= epochDay) {
        keptNames[kept] = names[i];
        keptDays[kept++] = lastDays[i];
      }
    }
    return kept == names.length
        ? this
        : new RecentFeatures(Arrays.copyOf(keptNames, kept), Arrays.copyOf(keptDays, kept));
  }

  /** With the features of a day; adding a day again changes nothing. */
  RecentFeatures with(DaySlice day) {
    String[] all = SortedArrays.union(names, day.features(), DaySlice.FEATURE_LIMIT);
    int[] days = new int[all.length];
    for (int i = 0, old = 0; i < all.length; i++) {
      if (old < names.length && names[old].equals(all[i])) {
        days[i] = lastDays[old++];
      }
      if (Arrays.binarySearch(day.features(), all[i]) >= 0) {
        days[i] = Math.max(days[i], day.epochDay());
      }
    }
    return new RecentFeatures(all, days);
  }
}
