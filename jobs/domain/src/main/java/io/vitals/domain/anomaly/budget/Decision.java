package io.vitals.domain.anomaly.budget;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What becomes of the candidates of a bucket: each is in one of three lists.
 *
 * @param alerts whom a human is told of, the greatest ARR at stake first
 * @param continuing those whose episode was alerted before, by series
 * @param suppressed those held back, by series
 * @param threshold the largest tail probability at which one more anomaly would have been alerted,
 *     had the day room for it; what is smaller than the smallest believable counts as that
 * @param next what is remembered
 */
public record Decision(
    List<Candidate> alerts,
    List<Candidate> continuing,
    List<Suppressed> suppressed,
    double threshold,
    AlertBudget next) {

  /** Why a candidate is held back. */
  public enum Reason {
    /** It may be chance: not odd enough for how much is tested. */
    NOT_SIGNIFICANT,
    /** Odd enough, but the day's alerts went to what has more at stake. It waits while it lasts. */
    OVER_BUDGET,
    /** It has a cause that is told of in its stead. */
    EXPLAINED
  }

  /**
   * A candidate that is held back.
   *
   * @param cause what explains it; null unless that is the reason
   */
  public record Suppressed(Candidate candidate, Reason reason, Cause cause) {}

  /** How many were held back, for each reason. */
  public Map<Reason, Integer> counts() {
    Map<Reason, Integer> counts = new EnumMap<>(Reason.class);
    for (Reason reason : Reason.values()) {
      counts.put(reason, 0);
    }
    suppressed.forEach(one -> counts.merge(one.reason(), 1, Integer::sum));
    return counts;
  }

  /** How many each cause explains, by the id of the cause. */
  public Map<String, Integer> explained() {
    Map<String, Integer> counts = new TreeMap<>();
    for (Suppressed one : suppressed) {
      if (one.reason() == Reason.EXPLAINED) {
        counts.merge(one.cause().id(), 1, Integer::sum);
      }
    }
    return counts;
  }
}
