package io.vitals.domain.health;

/**
 * What gates judge besides the score. Null is not known: a gate neither starts nor ends on it.
 *
 * @param openEscalations escalated tickets open now
 * @param daysToRenewal days to the nearest renewal, negative when it is past; null when not known
 * @param ownerKnown whether an owner is told; a pool is one when the CRM names it as owner
 * @param oldestUrgentHours age of the oldest open urgent ticket in hours, 0 when none is open; null
 *     when no ticket feed tells
 * @param daysSinceActivity days since the last use; null when there never was one
 * @param noticedArrRatio share of ARR under notice; null when no source tells
 */
public record GateFacts(
    int openEscalations,
    Integer daysToRenewal,
    boolean ownerKnown,
    Double oldestUrgentHours,
    Double daysSinceActivity,
    Double noticedArrRatio) {}
