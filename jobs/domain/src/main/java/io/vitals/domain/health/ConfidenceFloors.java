package io.vitals.domain.health;

/**
 * How much of the weight must be known. Shares in millionths.
 *
 * @param unknownBelow below it the band is UNKNOWN
 * @param watchBelow below it the band is at most WATCH: enough to warn, not to reassure
 */
public record ConfidenceFloors(long unknownBelow, long watchBelow) {
  /** The floors of the default model: 0.50 and 0.60. */
  public static final ConfidenceFloors DEFAULT = new ConfidenceFloors(500_000, 600_000);
}
