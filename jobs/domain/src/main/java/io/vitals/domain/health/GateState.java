package io.vitals.domain.health;

import io.vitals.schemas.HealthBand;
import io.vitals.schemas.HealthStatus;
import java.util.List;

/**
 * What the freshness gate remembers of an account: the last published row, and what may not be
 * exceeded while data is held. A flat record.
 *
 * @param publishedScore the published score in micro-points; null when it was omitted
 * @param publishedBand the published band; null before the first row
 * @param publishedSince since when, epoch milliseconds UTC
 * @param publishedStatus the published status; null before the first row
 * @param publishedConfidence the published confidence in millionths; null when nothing was
 *     applicable
 * @param held whether an input was held when last decided
 * @param heldScore the best score that may be published while held; null when not limited
 * @param heldBand the best band that may be published while held; null when not limited
 * @param past what was published lately
 */
public record GateState(
    Long publishedScore,
    HealthBand publishedBand,
    long publishedSince,
    HealthStatus publishedStatus,
    Long publishedConfidence,
    boolean held,
    Long heldScore,
    HealthBand heldBand,
    List<PublishedPast.Span> past) {

  /** Reads an absent past as none. */
  public GateState {
    past = past == null ? List.of() : past;
  }

  /** Before anything was published. */
  public static GateState initial() {
    return new GateState(null, null, BandState.NEVER, null, null, false, null, null, null);
  }
}
