package io.vitals.domain.anomaly.budget;

import java.time.Instant;

/**
 * A point that may be worth an alert.
 *
 * @param series the series it is of; no person's
 * @param tailProbability share of points of the series that are expected to be at least this odd,
 *     in (0, 1]; 1 while the detector knows too little
 * @param episodeStart when its episode began: what tells this episode from the series' others. The
 *     bucket's own start for a point outside of an episode
 * @param arrMinor annual recurring revenue at stake, minor units of the reporting currency; null
 *     when not known
 * @param cause what would explain it; null for nothing known
 */
public record Candidate(
    String series, double tailProbability, Instant episodeStart, Long arrMinor, Cause cause) {

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException if the probability is not in (0, 1]
   */
  public Candidate {
    if (!(tailProbability > 0 && tailProbability <= 1)) {
      throw new IllegalArgumentException(
          "tail probability of " + series + " is " + tailProbability + ", not in (0, 1]");
    }
  }

  /** The same of an episode that began then. */
  public Candidate since(Instant start) {
    return new Candidate(series, tailProbability, start, arrMinor, cause);
  }
}
