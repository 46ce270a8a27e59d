package io.vitals.domain.support;

import io.vitals.domain.change.Provenance;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Support of an account as known at an instant. Windows of n days begin after {@code now - n days},
 * exclusive, and have no other end: what a source dates slightly ahead of {@code now} is known and
 * counts. Whether no tickets means no trouble or no feed is for the caller to judge.
 *
 * @param open the tickets open now
 * @param escalations28d tickets that are open escalations, or were escalated within 28 days (when
 *     it is not known when: are escalated, and were opened within them)
 * @param ratings28d ratings (1 to 5; others are ignored) of tickets solved within 28 days
 * @param goodRatings28d of them, 4 or 5
 * @param provenance of all tickets, deleted and dropped ones included; empty when none ever came
 */
public record SupportView(
    OpenTickets open,
    int escalations28d,
    int ratings28d,
    int goodRatings28d,
    Optional<Provenance> provenance) {

  /** Good ratings over all ratings; empty when there are none. */
  public OptionalDouble csatRatio() {
    return ratings28d == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) goodRatings28d / ratings28d);
  }
}
