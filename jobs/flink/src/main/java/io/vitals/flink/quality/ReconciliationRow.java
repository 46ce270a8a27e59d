package io.vitals.flink.quality;

import io.vitals.domain.quality.PortfolioTotals;
import io.vitals.flink.punctuated.InboundRecord;

/**
 * What a reconciliation must know, from a time on.
 *
 * @param time epoch milliseconds
 * @param kind what it is
 * @param totals of a change, by how much totals change; of a surplus, what it counts for; else null
 * @param eventTime of a change, when it happened, epoch milliseconds
 * @param tenant of a surplus, whose it is; else null
 * @param record the row of its topic, encoded; null of a change and a surplus
 */
public record ReconciliationRow(
    long time, Kind kind, PortfolioTotals totals, long eventTime, String tenant, byte[] record) {

  /** What a row is. */
  public enum Kind {
    /** Totals of ours change. */
    CHANGE,
    /** What duplicates of a tenant count for. */
    SURPLUS,
    /** Arrivals of a source, some of which could not be used. */
    ARRIVALS,
    /** How a source does. */
    FRESHNESS,
    /** A total of another system. */
    CLAIM
  }

  static ReconciliationRow change(long time, long eventTime, PortfolioTotals change) {
    return new ReconciliationRow(time, Kind.CHANGE, change, eventTime, null, null);
  }

  static ReconciliationRow surplus(long time, String tenant, PortfolioTotals surplus) {
    return new ReconciliationRow(time, Kind.SURPLUS, surplus, 0, tenant, null);
  }

  static ReconciliationRow claim(long time, byte[] claim) {
    return new ReconciliationRow(time, Kind.CLAIM, null, 0, null, claim);
  }

  static ReconciliationRow of(Kind kind, InboundRecord row) {
    return new ReconciliationRow(row.time(), kind, null, 0, null, row.value());
  }
}
