package io.vitals.domain.anomaly.budget;

import static java.util.stream.Collectors.toSet;

import io.vitals.domain.anomaly.budget.Decision.Reason;
import io.vitals.domain.anomaly.budget.Decision.Suppressed;
import io.vitals.domain.anomaly.budget.Selection.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Alerts of a bucket and why the rest is held back. Causes are decided on before what they would
 * explain: one of which nobody is told explains nothing.
 *
 * @param alerts the greatest rank first
 * @param overBudget odd enough, but for the limit
 * @param suppressed all that are no alerts, by series
 */
record Triage(List<Item> alerts, List<Item> overBudget, List<Suppressed> suppressed) {

  /**
   * Decides.
   *
   * @param items candidates whose episode was not alerted yet
   * @param continuing those whose episode was
   * @param before alerts of the period so far
   * @param limit most alerts
   */
  static Triage of(
      List<Item> items, List<Candidate> continuing, long before, int limit, Reshaping beta) {
    Set<String> explaining =
        items.stream()
            .map(item -> item.candidate().cause())
            .filter(cause -> cause != null && !cause.isKnown())
            .map(Cause::id)
            .collect(toSet());
    List<Item> explained = new ArrayList<>();
    List<Item> causes = new ArrayList<>();
    List<Item> others = new ArrayList<>();
    for (Item item : items) {
      Candidate candidate = item.candidate();
      if (candidate.cause() != null && candidate.cause().isKnown()) {
        explained.add(item);
      } else if (explaining.contains(item.series())) {
        causes.add(item);
      } else {
        others.add(item);
      }
    }
    Selection first = Selection.of(causes, before, limit, beta);

    Set<String> told = new HashSet<>();
    continuing.forEach(candidate -> told.add(candidate.series()));
    first.alerts().forEach(item -> told.add(item.series()));
    List<Item> unexplained = new ArrayList<>();
    for (Item item : others) {
      Cause cause = item.candidate().cause();
      (cause != null && told.contains(cause.id()) ? explained : unexplained).add(item);
    }
    int given = first.alerts().size();
    Selection second = Selection.of(unexplained, before + given, limit - given, beta);
    return of(explained, first, second);
  }

  private static Triage of(List<Item> explained, Selection first, Selection second) {
    List<Suppressed> suppressed = new ArrayList<>();
    for (Item item : explained) {
      Candidate candidate = item.candidate();
      suppressed.add(new Suppressed(candidate, Reason.EXPLAINED, candidate.cause()));
    }
    for (Selection selection : List.of(first, second)) {
      for (Item item : selection.overBudget()) {
        suppressed.add(new Suppressed(item.candidate(), Reason.OVER_BUDGET, null));
      }
      for (Item item : selection.notSignificant()) {
        suppressed.add(new Suppressed(item.candidate(), Reason.NOT_SIGNIFICANT, null));
      }
    }
    suppressed.sort(Comparator.comparing(one -> one.candidate().series()));
    List<Item> alerts = both(first.alerts(), second.alerts());
    alerts.sort(Selection.RANK);
    return new Triage(alerts, both(first.overBudget(), second.overBudget()), suppressed);
  }

  private static List<Item> both(List<Item> first, List<Item> second) {
    List<Item> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }
}
