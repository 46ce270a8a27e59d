package io.vitals.domain.freshness;

import io.vitals.schemas.SourceBreak;
import io.vitals.schemas.SourceFreshness;
import java.time.Instant;
import java.util.Optional;

/** The life of a break: what is told of it when. */
public final class BreakRow {
  private BreakRow() {}

  /**
   * Whether anything is to be told when the status or cause of a source changes.
   *
   * @param known the break that lasts; null when there is none
   * @param row how the source does now
   */
  public static boolean isWorthARow(SourceBreak known, SourceFreshness row) {
    return known != null || FreshnessRules.holds(row.getStatus());
  }

  /**
   * What is then told.
   *
   * @param known the break that lasts; null when there is none
   * @param row how the source does now
   * @param radius what it touches
   */
  public static SourceBreak next(
      SourceBreak known, SourceFreshness row, BlastRadius radius, Instant now) {
    SourceBreak.Builder next =
        known == null
            ? SourceBreak.newBuilder()
                .setSource(row.getSource())
                .setEntities(row.getEntities())
                .setSince(now)
                .setLastGoodTime(row.getLastGoodTime())
                .setLastGoodEventTime(row.getLastGoodEventTime())
                .setLastGoodPositions(row.getLastGoodPositions())
            : SourceBreak.newBuilder(known);
    next.setIngestTime(now)
        .setStatus(row.getStatus())
        .setCause(row.getCause())
        .setReason(row.getReason())
        .setEnded(FreshnessRules.holds(row.getStatus()) ? null : now);
    return withRadius(next, radius);
  }

  /** The break with what it touches now; empty when that is what was told. */
  public static Optional<SourceBreak> renewed(SourceBreak known, BlastRadius radius, Instant now) {
    SourceBreak next = withRadius(SourceBreak.newBuilder(known), radius);
    if (next.equals(known)) {
      return Optional.empty();
    }
    next.setIngestTime(now);
    return Optional.of(next);
  }

  private static SourceBreak withRadius(SourceBreak.Builder row, BlastRadius radius) {
    return row.setInputs(radius.inputs())
        .setAccounts(radius.accounts())
        .setArrMinor(radius.arrMinor())
        .setAccountsTotal(radius.accountsTotal())
        .setArrTotalMinor(radius.arrTotalMinor())
        .build();
  }
}
