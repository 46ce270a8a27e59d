package io.vitals.domain.anomaly.budget;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which of some candidates become alerts, given how many there were before and how many there may
 * be: as many as bear each other out, the greatest revenue first.
 *
 * @param alerts those that do, first the one of greatest rank
 * @param overBudget those that would, were there no limit
 * @param notSignificant those that would not
 */
record Selection(List<Item> alerts, List<Item> overBudget, List<Item> notSignificant) {

  /**
   * A candidate and how odd it is for what is asked of it.
   *
   * @param ratio its tail probability over the level of its test; less is odder
   */
  record Item(Candidate candidate, double ratio) {
    String series() {
      return candidate.series();
    }
  }

  /**
   * ARR at stake, then oddness, then name. An ARR that is not known comes behind all that are, but
   * before none: it may be anything.
   */
  static final Comparator<Item> RANK =
      Comparator.<Item>comparingLong(item -> worth(item.candidate().arrMinor()))
          .reversed()
          .thenComparingDouble(Item::ratio)
          .thenComparing(Item::series);

  private static final Comparator<Item> ODDEST_FIRST =
      Comparator.comparingDouble(Item::ratio).thenComparing(Item::series);

  /**
   * Selects.
   *
   * @param before alerts of the period so far
   * @param limit most alerts
   */
  static Selection of(List<Item> items, long before, int limit, Reshaping beta) {
    List<Item> sorted = items.stream().sorted(ODDEST_FIRST).toList();
    int count = borneOut(sorted, before, limit, beta);
    double needed = beta.at(before + count);
    List<Item> alerts =
        sorted.stream().filter(item -> item.ratio() <= needed).sorted(RANK).limit(count).toList();
    double neededByAll = beta.at(before + borneOut(sorted, before, sorted.size(), beta));
    Set<Item> alerted = new HashSet<>(alerts);
    List<Item> overBudget = new ArrayList<>();
    List<Item> notSignificant = new ArrayList<>();
    for (Item item : sorted) {
      if (!alerted.contains(item)) {
        (item.ratio() <= neededByAll ? overBudget : notSignificant).add(item);
      }
    }
    return new Selection(alerts, overBudget, notSignificant);
  }

  /** The most alerts, up to a limit, of which each is as odd as that many ask for. */
  private static int borneOut(List<Item> oddestFirst, long before, int limit, Reshaping beta) {
    int count = Math.min(limit, oddestFirst.size());
    while (count > 0 && oddestFirst.get(count - 1).ratio() > beta.at(before + count)) {
      count--;
    }
    return count;
  }

  private static long worth(Long arrMinor) {
    if (arrMinor == null) {
      return 0;
    }
    return arrMinor > 0 ? arrMinor : arrMinor - 1;
  }
}
