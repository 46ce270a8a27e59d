package io.vitals.domain.health;

/**
 * How much of the weight must be known. Shares in millionths.
 *
 * @param unknownBelow below it the band is UNKNOWN
 * @param watchBelow below it the band is at most WATCH: enough to warn, not to reassure
 */
public record ConfidenceFloors(long unknownBelow, long watchBelow) {}
