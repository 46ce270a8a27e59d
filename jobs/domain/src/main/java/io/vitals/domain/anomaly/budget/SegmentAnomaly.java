package io.vitals.domain.anomaly.budget;

import java.time.Instant;
import java.util.List;

/**
 * Many accounts of a segment that are odd at once.
 *
 * @param peers the segment and what is measured
 * @param since start of the bucket in which it began
 * @param accounts how many of its accounts were judged, without those that a break explains
 * @param expected how many of them would be odd on a usual day
 * @param odd how many were
 * @param tailProbability of at least as many, see {@link Causes}
 * @param arrMinor ARR of those that are odd or in an episode, as far as it is known; null when none
 *     is
 * @param series series of these, by name
 */
public record SegmentAnomaly(
    Peers peers,
    Instant since,
    int accounts,
    double expected,
    int odd,
    double tailProbability,
    Long arrMinor,
    List<String> series) {

  /** Keeps the list as it is. */
  public SegmentAnomaly {
    series = List.copyOf(series);
  }

  Candidate candidate() {
    return new Candidate(peers.series(), tailProbability, since, arrMinor, null);
  }

  Cause asCause() {
    return new Cause(Cause.Kind.SEGMENT, peers.series());
  }
}
