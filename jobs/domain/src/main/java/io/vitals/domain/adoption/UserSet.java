package io.vitals.domain.adoption;

import java.util.List;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;

/**
 * A set of users that can be counted and merged. Exact to {@value #EXACT_LIMIT} users, above that a
 * HyperLogLog sketch (HLL_4, 2^12 registers, about 2 KB) whose count has a relative standard error
 * of 1.6 % (1.04 / sqrt(4096)).
 *
 * <p>The count is that of the composite estimator, which, unlike the historic inverse probability
 * one, does not depend on the order of updates and merges. So the count is a function of the users
 * in the set alone; the bytes of a sketch are not.
 *
 * @param exact the users' hashes, ascending, distinct; null when there are more
 * @param sketch the sketch in its compact form; null while the set is exact
 */
@SuppressWarnings("ArrayRecordComponent") // flat and unboxed on purpose; compared by no one
public record UserSet(long[] exact, byte[] sketch) {
  /** The greatest number of users that is counted exactly. */
  public static final int EXACT_LIMIT = 256;

  private static final int LG_REGISTERS = 12;
  private static final long[] NO_USERS = {};
  private static final UserSet EMPTY = new UserSet(NO_USERS, null);

  public UserSet {
    exact = exact == null && sketch == null ? NO_USERS : exact;
  }

  /** The set without users. */
  public static UserSet empty() {
    return EMPTY;
  }

  /**
   * The set of these users.
   *
   * @param users hashes, ascending, distinct; not copied
   */
  public static UserSet of(long[] users) {
    if (users.length <= EXACT_LIMIT) {
      return new UserSet(users, null);
    }
    return ofSketch(update(newSketch(), users));
  }

  /** All users of these sets. */
  public static UserSet union(List<UserSet> sets) {
    if (sets.stream().allMatch(UserSet::isExact)) {
      UserSet merged = EMPTY;
      for (UserSet set : sets) {
        merged = merged.with(set.exact);
      }
      return merged;
    }
    Union union = new Union(LG_REGISTERS);
    for (UserSet set : sets) {
      union.update(set.toSketch());
    }
    return ofSketch(union.getResult(TgtHllType.HLL_4));
  }

  /** Whether the users are held one by one and {@link #count} is exact. */
  public boolean isExact() {
    return sketch == null;
  }

  /** How many users, rounded to a whole number when it is an estimate. */
  public long count() {
    return isExact() ? exact.length : Math.round(toSketch().getCompositeEstimate());
  }

  /**
   * These users and those.
   *
   * @param users hashes, ascending, distinct; not copied
   */
  public UserSet with(long[] users) {
    if (isExact()) {
      long[] merged = SortedArrays.union(exact, users);
      return merged == exact ? this : of(merged);
    }
    return users.length == 0 ? this : ofSketch(update(toSketch(), users));
  }

  /** These users and those of the other set. */
  public UserSet with(UserSet other) {
    if (other.isExact()) {
      return with(other.exact);
    }
    return isExact() ? other.with(exact) : union(List.of(this, other));
  }

  private HllSketch toSketch() {
    return isExact() ? update(newSketch(), exact) : HllSketch.heapify(sketch);
  }

  private static UserSet ofSketch(HllSketch sketch) {
    return new UserSet(null, sketch.toCompactByteArray());
  }

  private static HllSketch newSketch() {
    return new HllSketch(LG_REGISTERS, TgtHllType.HLL_4);
  }

  private static HllSketch update(HllSketch sketch, long[] users) {
    for (long user : users) {
      sketch.update(user);
    }
    return sketch;
  }
}
