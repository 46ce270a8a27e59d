package io.vitals.domain.freshness;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * How long records took from happening to being learned of, of the last 24 hours: counts by powers
 * of two of a second. Flat; a ring by hour since the epoch.
 *
 * @param hour the hour being filled, since the epoch; {@link FreshHours#NONE} before the first
 * @param counts counts of each hour, {@link #BUCKETS} an hour
 */
@SuppressWarnings("ArrayRecordComponent") // flat and unboxed on purpose; compared by no one
public record RecentLags(long hour, long[] counts) {
  /** Counts an hour: up to 1 s, up to 2 s, ... up to 2^22 s, above. */
  public static final int BUCKETS = 24;

  private static final int HOURS = 24;
  private static final long MILLIS_A_SECOND = 1_000;

  /** Reads absent parts as no record. */
  public RecentLags {
    counts = counts == null ? new long[HOURS * BUCKETS] : counts;
  }

  /** No record. */
  public static RecentLags empty() {
    return new RecentLags(FreshHours.NONE, null);
  }

  /** The bucket of a lag in milliseconds. */
  public static int bucketOf(long lagMillis) {
    for (int bucket = 0; bucket < BUCKETS - 1; bucket++) {
      if (lagMillis <= (MILLIS_A_SECOND << bucket)) {
        return bucket;
      }
    }
    return BUCKETS - 1;
  }

  /** With the lags of records learned in an hour. */
  RecentLags with(long newHour, List<Long> lagCounts) {
    long[] next = counts.clone();
    long current = hour == FreshHours.NONE ? newHour - HOURS : hour;
    for (long past = Math.max(current + 1, newHour - HOURS + 1); past <= newHour; past++) {
      Arrays.fill(next, slot(past), slot(past) + BUCKETS, 0);
    }
    if (newHour > current - HOURS) {
      for (int bucket = 0; bucket < lagCounts.size(); bucket++) {
        next[slot(newHour) + bucket] += lagCounts.get(bucket);
      }
    }
    return new RecentLags(Math.max(current, newHour), next);
  }

  /**
   * The lag that a share of the records did not exceed, milliseconds, to the power of two above.
   *
   * @return empty without records
   */
  OptionalLong quantile(double share) {
    long all = 0;
    for (long count : counts) {
      all += count;
    }
    if (all == 0) {
      return OptionalLong.empty();
    }
    long below = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      for (int past = 0; past < HOURS; past++) {
        below += counts[past * BUCKETS + bucket];
      }
      if (below >= share * all) {
        return OptionalLong.of(MILLIS_A_SECOND << bucket);
      }
    }
    throw new IllegalStateException("all records are below no bound");
  }

  private static int slot(long hour) {
    return (int) Math.floorMod(hour, (long) HOURS) * BUCKETS;
  }
}
