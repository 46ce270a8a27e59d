package io.vitals.domain.health;

import java.time.Instant;

/**
 * Up to when what feeds a score is complete, as of an instant and never after it. Ages and windows
 * of an input are judged there and not later: what did not arrive of the time beyond is no absence.
 *
 * @param usage up to when use is complete
 * @param tickets up to when tickets are
 * @param crm up to when accounts and subscriptions are
 */
public record Completeness(Instant usage, Instant tickets, Instant crm) {

  /** All is complete. */
  public static Completeness of(Instant now) {
    return new Completeness(now, now, now);
  }

  /** Up to when all of it is. */
  public Instant all() {
    return earlier(earlier(usage, tickets), crm);
  }

  /** The same for an instant of the past. */
  public Completeness upTo(Instant past) {
    return new Completeness(earlier(usage, past), earlier(tickets, past), earlier(crm, past));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
