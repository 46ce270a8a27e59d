package io.vitals.domain.anomaly.budget;

import io.vitals.schemas.Entity;
import java.time.Instant;
import java.util.Set;

/**
 * A point of an account's series, judged.
 *
 * @param series the series
 * @param segment the account's segment; null when not known: it then has no peers
 * @param measure what the series measures
 * @param tailProbability share of points of the series that are expected to be at least this odd,
 *     in (0, 1]
 * @param episodeStart start of the bucket in which its episode began; null outside of one
 * @param arrMinor the account's ARR, minor units of the reporting currency; null when not known
 * @param fedBy what feeds the measure
 */
public record AccountPoint(
    String series,
    String segment,
    String measure,
    double tailProbability,
    Instant episodeStart,
    Long arrMinor,
    Set<Entity> fedBy) {

  Instant start(Bucket bucket) {
    return episodeStart == null ? bucket.start() : episodeStart;
  }

  Peers peers() {
    return new Peers(segment, measure);
  }

  boolean isOdd(CauseSettings settings) {
    return tailProbability <= settings.odd();
  }

  /** Odd by itself, or part of an episode. */
  boolean standsOut(CauseSettings settings) {
    return episodeStart != null || isOdd(settings);
  }

  Candidate because(Cause cause, Bucket bucket) {
    return new Candidate(series, tailProbability, start(bucket), arrMinor, cause);
  }
}
