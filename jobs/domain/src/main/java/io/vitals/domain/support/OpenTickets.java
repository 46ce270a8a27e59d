package io.vitals.domain.support;

import java.time.Duration;
import java.util.Optional;

/**
 * The tickets open at an instant, and those that wait longest.
 *
 * @param urgent open with priority urgent
 * @param high open with priority high
 * @param medium open with priority medium
 * @param low open with priority low
 * @param withoutPriority open, of a source that gives no priority
 * @param escalated of all the above, escalated now
 * @param oldestAge age of the one opened first; empty when none is open
 * @param oldestUrgentAge the same among urgent ones; empty when none of them is open
 */
public record OpenTickets(
    int urgent,
    int high,
    int medium,
    int low,
    int withoutPriority,
    int escalated,
    Optional<Duration> oldestAge,
    Optional<Duration> oldestUrgentAge) {

  private static final int URGENT_POINTS = 8;
  private static final int HIGH_POINTS = 4;
  private static final int MEDIUM_POINTS = 2;
  private static final int LOW_POINTS = 1;

  // A source without priorities has tickets of all kinds: as low they would hide a backlog, as high
  // they would invent one.
  private static final int UNKNOWN_POINTS = MEDIUM_POINTS;

  /** All open tickets. */
  public int total() {
    return urgent + high + medium + low + withoutPriority;
  }

  /**
   * The backlog by pain: 8 for an urgent ticket, 4 high, 2 medium, 1 low, and 2, as medium, for one
   * without priority, since that may be anything.
   */
  public int severityPoints() {
    return URGENT_POINTS * urgent
        + HIGH_POINTS * high
        + MEDIUM_POINTS * medium
        + LOW_POINTS * low
        + UNKNOWN_POINTS * withoutPriority;
  }
}
