package io.vitals.domain.support;

import java.util.Optional;

/**
 * How an account's tickets come, go and wait, as known at an instant: what is told with a score but
 * is no part of it, so it is counted only where it is told. Windows as in {@link SupportView}.
 *
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
 */
public record SupportFlow(
    int opened7d,
    int opened28d,
    int solved7d,
    int solved28d,
    Integer reopens28d,
    Integer slaBreaches28d,
    Optional<WaitingTimes> firstResponse28d,
    Optional<WaitingTimes> resolution28d) {}
