package io.vitals.domain.anomaly.episode;

import io.vitals.domain.anomaly.budget.Decision;
import io.vitals.domain.anomaly.budget.Decision.Reason;
import io.vitals.domain.anomaly.budget.Decision.Suppressed;
import io.vitals.schemas.AnomalyDecision;
import io.vitals.schemas.SignalScope;
import io.vitals.schemas.SuppressedAnomaly;
import io.vitals.schemas.SuppressionReason;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Rows of {@code anomalies.decisions}: what was held back is counted, and listed for people. */
final class DecisionRow {
  private static final int MOST_LISTED = 50;
  private static final Comparator<Suppressed> MOST_AT_STAKE =
      Comparator.comparing(
              (Suppressed one) -> one.candidate().arrMinor(),
              Comparator.nullsFirst(Comparator.<Long>naturalOrder()))
          .reversed()
          .thenComparing(one -> one.candidate().series());

  private DecisionRow() {}

  /**
   * The row of a decision; empty when nothing stood out.
   *
   * @param groups what was judged, by series
   * @param tests series that were judged
   */
  static Optional<AnomalyDecision> of(
      Decision decision, Map<String, Group> groups, int tests, Instant now) {
    if (decision.alerts().isEmpty() && decision.suppressed().isEmpty()) {
      return Optional.empty();
    }
    Map<Reason, Integer> counts = decision.counts();
    List<SuppressedAnomaly> listed =
        decision.suppressed().stream()
            .filter(one -> groups.containsKey(one.candidate().series()))
            .sorted(MOST_AT_STAKE)
            .limit(MOST_LISTED)
            .map(one -> row(one, groups.get(one.candidate().series())))
            .toList();
    return Optional.of(
        AnomalyDecision.newBuilder()
            .setIngestTime(now)
            .setTests(tests)
            .setTold(decision.alerts().size())
            .setNotSignificant(counts.get(Reason.NOT_SIGNIFICANT))
            .setOverBudget(counts.get(Reason.OVER_BUDGET))
            .setExplained(counts.get(Reason.EXPLAINED))
            .setSuppressed(listed)
            .build());
  }

  private static SuppressedAnomaly row(Suppressed one, Group group) {
    return SuppressedAnomaly.newBuilder()
        .setScope(group.scope())
        .setSubject(group.scope() == SignalScope.PORTFOLIO ? "" : group.subject())
        .setFamily(group.family().name().toLowerCase(Locale.ROOT))
        .setReason(SuppressionReason.valueOf(one.reason().name()))
        .setCause(one.cause() == null ? null : one.cause().id())
        .setTailProbability(one.candidate().tailProbability())
        .setArrMinor(one.candidate().arrMinor())
        .build();
  }
}
