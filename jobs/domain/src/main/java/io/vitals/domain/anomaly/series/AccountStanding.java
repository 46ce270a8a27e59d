package io.vitals.domain.anomaly.series;

/**
 * What a human asks first of an account that stands out. Flat.
 *
 * @param active whether it has an active subscription: others are not watched
 * @param segment its market segment; null when not known
 * @param arrMinor its ARR, minor units of the reporting currency; null when not known
 * @param renewalEpochDay its nearest renewal, days since 1970-01-01; null when not known
 */
public record AccountStanding(
    boolean active, String segment, Long arrMinor, Integer renewalEpochDay) {}
