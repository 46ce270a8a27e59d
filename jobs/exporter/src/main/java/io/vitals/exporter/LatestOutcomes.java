package io.vitals.exporter;

import io.vitals.domain.change.ChangeStamp;
import io.vitals.schemas.ChurnOutcome;
import io.vitals.schemas.ChurnReason;
import io.vitals.schemas.Operation;
import io.vitals.schemas.OutcomeKind;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The newest version of each outcome that the CRM books. */
final class LatestOutcomes {
  /** The windows told of, in days. */
  static final List<Integer> WINDOWS = List.of(28, 90);

  private static final Comparator<ChurnOutcome> LAST_WRITER_WINS =
      ChangeStamp.lastWriterWins(LatestOutcomes::stamp, Comparator.naturalOrder());

  private final Map<List<String>, ChurnOutcome> newest = new HashMap<>();

  /** Customers that left for a reason, in a segment, within how many days. */
  record Churn(ChurnReason reason, String segment, int days) {}

  void apply(ChurnOutcome row) {
    newest.merge(
        List.of(row.getSource(), row.getOutcomeId()),
        row,
        (known, next) -> LAST_WRITER_WINS.compare(next, known) > 0 ? next : known);
  }

  /**
   * How many customers left, each once for a reason; of many segments the largest by name.
   *
   * @param today the day the windows end with
   * @param segmentOf the segment of an account; empty when not known
   */
  Map<Churn, Integer> churned(LocalDate today, Function<String, Optional<String>> segmentOf) {
    Map<Churn, Set<String>> accounts = new HashMap<>();
    for (ChurnOutcome row : newest.values()) {
      boolean left =
          row.getKind() == OutcomeKind.CHURN
              && row.getOp() != Operation.DELETE
              && row.getAccountId() != null;
      for (int days : WINDOWS) {
        if (left
            && !row.getEffectiveDate().isAfter(today)
            && row.getEffectiveDate().isAfter(today.minusDays(days))) {
          String segment = Dimension.specified(segmentOf.apply(row.getAccountId()).orElse(null));
          accounts
              .computeIfAbsent(new Churn(row.getReason(), segment, days), churn -> new HashSet<>())
              .add(row.getAccountId());
        }
      }
    }
    Map<String, Long> sizes = new HashMap<>();
    accounts.forEach((churn, ids) -> sizes.merge(churn.segment(), (long) ids.size(), Long::sum));
    UnaryOperator<String> bound = Dimension.bound(sizes);
    Map<Churn, Integer> count = new HashMap<>();
    accounts.forEach(
        (churn, ids) ->
            count.merge(
                new Churn(churn.reason(), bound.apply(churn.segment()), churn.days()),
                ids.size(),
                Integer::sum));
    return count;
  }

  private static ChangeStamp stamp(ChurnOutcome row) {
    return ChangeStamp.of(
        row.getSource(),
        row.getSourceEpoch(),
        row.getSourceVersion(),
        row.getOp(),
        row.getEventTime(),
        row.getIngestTime());
  }
}
