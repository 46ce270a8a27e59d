package io.vitals.domain.anomaly.episode;

import io.vitals.domain.anomaly.budget.AlertBudget;
import java.util.List;

/**
 * What a decision needs of those before it. Flat; bounded by the budget's memory and by the
 * episodes that were told of and go on.
 *
 * @param budget what was spent
 * @param episodes those that were told of and go on
 * @param segments segments whose accounts stand out together
 * @param sums episodes of segments and of all that were told of lately
 * @param day day of the last decision, days since 1970-01-01
 * @param testsToday tests of that day
 * @param testsADay tests of the last whole day; 0 before there was one
 */
public record AnomalyMemory(
    AlertBudget budget,
    List<OpenEpisode> episodes,
    List<OpenPeers> segments,
    List<ToldSum> sums,
    long day,
    int testsToday,
    int testsADay) {

  /**
   * A segment whose accounts stand out together. Flat.
   *
   * @param segment the segment
   * @param measure by what they do
   * @param since start of the bucket in which it began, epoch milliseconds
   */
  public record OpenPeers(String segment, String measure, long since) {}

  /** Reads absent lists as empty. */
  public AnomalyMemory {
    budget = budget == null ? AlertBudget.start() : budget;
    episodes = episodes == null ? List.of() : episodes;
    segments = segments == null ? List.of() : segments;
    sums = sums == null ? List.of() : sums;
  }

  /** Nothing decided yet. */
  public static AnomalyMemory start() {
    return new AnomalyMemory(null, null, null, null, Long.MIN_VALUE, 0, 0);
  }
}
