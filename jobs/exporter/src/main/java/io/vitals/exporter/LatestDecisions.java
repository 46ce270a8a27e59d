package io.vitals.exporter;

import io.vitals.schemas.AnomalyDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What became of what stood out within the day before the last decision, by moments. */
final class LatestDecisions {
  private static final Duration DAY = Duration.ofDays(1);

  private final NavigableMap<Instant, AnomalyDecision> byMoment = new TreeMap<>();

  void apply(AnomalyDecision row) {
    byMoment.put(row.getIngestTime(), row);
    byMoment.headMap(byMoment.lastKey().minus(DAY), true).clear();
  }

  /** How many, by what became of them; empty before any decision. */
  Map<String, Integer> outcomes() {
    if (byMoment.isEmpty()) {
      return Map.of();
    }
    int told = 0;
    int chance = 0;
    int over = 0;
    int explained = 0;
    for (AnomalyDecision row : byMoment.values()) {
      told += row.getTold();
      chance += row.getNotSignificant();
      over += row.getOverBudget();
      explained += row.getExplained();
    }
    return Map.of(
        "told", told, "not_significant", chance, "over_budget", over, "explained", explained);
  }
}
