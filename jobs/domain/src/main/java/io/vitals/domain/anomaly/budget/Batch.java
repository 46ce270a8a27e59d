package io.vitals.domain.anomaly.budget;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one bucket of event time brought.
 *
 * @param start when the bucket began
 * @param tests how many points were judged. It must not depend on what was found: every series that
 *     had a point, or whose absence was one, counts, in an episode or not
 * @param candidates those of them that may be worth an alert, in any order; what is left out is not
 *     alerted, and need not be odd enough to be listed
 */
public record Batch(Instant start, int tests, List<Candidate> candidates) {

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException if there are more candidates than tests, or two of one series
   */
  public Batch {
    candidates = List.copyOf(candidates);
    if (candidates.size() > tests) {
      throw new IllegalArgumentException(candidates.size() + " candidates of " + tests + " tests");
    }
    Set<String> series = new HashSet<>();
    for (Candidate candidate : candidates) {
      if (!series.add(candidate.series())) {
        throw new IllegalArgumentException("two candidates of " + candidate.series());
      }
    }
  }
}
