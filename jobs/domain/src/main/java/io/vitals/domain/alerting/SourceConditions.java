package io.vitals.domain.alerting;

import io.vitals.domain.alerting.Condition.Standing;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.SignalScope;
import io.vitals.schemas.SourceBreak;
import io.vitals.schemas.SourceFreshness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is the case with a source: late, silent with what that touches, coming back. */
public final class SourceConditions {
  private SourceConditions() {}

  /** What a change of a source's status says. */
  public static List<Condition> of(SourceFreshness row) {
    return List.of(
        when(
            row.getStatus() == FreshnessStatus.LATE,
            AlertKind.SOURCE_LATE,
            row,
            "late: " + row.getReason()),
        when(
            row.getStatus() == FreshnessStatus.RECOVERING,
            AlertKind.SOURCE_RECOVERING,
            row,
            "back: " + row.getReason()));
  }

  /** What a break says, with the accounts and the ARR that it touches. */
  public static Condition of(SourceBreak row) {
    long since = row.getSince().toEpochMilli();
    if (row.getEnded() != null) {
      return Condition.not(
          Standing.CLEAR, AlertKind.SOURCE_SILENT, SignalScope.SOURCE, row.getSource(), since);
    }
    List<String> evidence = new ArrayList<>();
    evidence.add(row.getReason());
    evidence.add(
        row.getAccounts() + " of " + row.getAccountsTotal() + " active accounts are held by it");
    if (row.getLastGoodTime() != null) {
      evidence.add("all was well up to " + row.getLastGoodTime());
    }
    if (!row.getLastGoodPositions().isEmpty()) {
      evidence.add("last usable offsets: " + positions(row));
    }
    Instant lastGood = row.getLastGoodTime() == null ? row.getSince() : row.getLastGoodTime();
    String what =
        row.getStatus() == FreshnessStatus.RECOVERING
            ? "back and catching up, after a break"
            : row.getCause().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return Condition.holds(
            AlertKind.SOURCE_SILENT,
            SignalScope.SOURCE,
            row.getSource(),
            lastGood.toEpochMilli(),
            what + " since " + lastGood + ": " + row.getAccounts() + " accounts held")
        .shownBy(evidence)
        .atStake(
            row.getArrMinor(),
            row.getArrTotalMinor() == 0
                ? null
                : (Double) ((double) row.getArrMinor() / row.getArrTotalMinor()),
            row.getAccounts());
  }

  private static Condition when(
      boolean holds, AlertKind kind, SourceFreshness row, String summary) {
    long since = row.getSince().toEpochMilli();
    return holds
        ? Condition.holds(kind, SignalScope.SOURCE, row.getSource(), since, summary)
        : Condition.not(Standing.CLEAR, kind, SignalScope.SOURCE, row.getSource(), since);
  }

  private static String positions(SourceBreak row) {
    List<String> words = new ArrayList<>();
    row.getLastGoodPositions()
        .forEach(position -> words.add(position.getPartition() + ":" + position.getOffset()));
    return String.join(", ", words);
  }
}
