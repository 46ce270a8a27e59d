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
 * @param opened7d tickets opened within 7 days
 * @param opened28d tickets opened within 28 days
 * @param solved7d tickets solved within 7 days that still are; one without a solution time is not
 *     counted, since it is not known when
 * @param solved28d the same within 28 days
 * @param reopens28d how often the tickets that changed within 28 days were opened again, ever; null
 *     when there are such tickets and none of them tells
 * @param slaBreaches28d tickets whose service level was broken within 28 days, by the time it ran
 *     out or the last change, whichever was first; null when there are such tickets and none of
 *     them tells
 * @param firstResponse28d opening to first answer, of tickets first answered within 28 days
 * @param resolution28d opening to last solution, of tickets solved within 28 days
 * @param ratings28d ratings (1 to 5; others are ignored) of tickets solved within 28 days
 * @param goodRatings28d of them, 4 or 5
 * @param provenance of all tickets, deleted and dropped ones included; empty when none ever came
 */
public record SupportView(
    OpenTickets open,
    int escalations28d,
    int opened7d,
    int opened28d,
    int solved7d,
    int solved28d,
    Integer reopens28d,
    Integer slaBreaches28d,
    Optional<WaitingTimes> firstResponse28d,
    Optional<WaitingTimes> resolution28d,
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
