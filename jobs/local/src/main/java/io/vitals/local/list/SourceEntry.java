package io.vitals.local.list;

import io.vitals.domain.freshness.FreshnessRow;
import io.vitals.local.list.Column.Place;
import io.vitals.schemas.SourceBreak;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.topics.Topic;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A source and how fresh it is. Null is what is not known, or does not apply.
 *
 * @param since since when it has this status
 * @param cause what is wrong; null when nothing is
 * @param accounts that its open break touches; null when it has none
 * @param arr of those accounts, whole units of the reporting currency
 * @param compliance share of the last 7 days in which it was fresh
 * @param lagMedian event to arrival, seconds: the median of the last 24 hours' records
 * @param lagSlowest the same: 99 of 100 took no longer
 */
public record SourceEntry(
    String source,
    String status,
    Instant since,
    String cause,
    String reason,
    Instant lastEventTime,
    Instant lastArrivalTime,
    Instant completeThrough,
    BigDecimal accounts,
    BigDecimal arr,
    BigDecimal compliance,
    BigDecimal lagMedian,
    BigDecimal lagSlowest) {

  /** The columns of the list. */
  public static final List<Column<SourceEntry>> COLUMNS =
      List.of(
          new Column<>("source", FieldKind.TEXT, Place.flexible(1, 12, 24), SourceEntry::source),
          new Column<>("status", FieldKind.TEXT, Place.whole(2), SourceEntry::status),
          new Column<>("since", FieldKind.TIME, Place.whole(3), SourceEntry::since),
          new Column<>("cause", FieldKind.TEXT, Place.whole(4), SourceEntry::cause),
          new Column<>("reason", FieldKind.TEXT, Place.NONE, SourceEntry::reason),
          new Column<>(
              "last_event_time", FieldKind.TIME, Place.whole(8), SourceEntry::lastEventTime),
          new Column<>(
              "last_arrival_time", FieldKind.TIME, Place.NONE, SourceEntry::lastArrivalTime),
          new Column<>(
              "complete_through", FieldKind.TIME, Place.NONE, SourceEntry::completeThrough),
          new Column<>("accounts", FieldKind.NUMBER, Place.whole(5), SourceEntry::accounts),
          new Column<>("arr", FieldKind.AMOUNT, Place.whole(6), SourceEntry::arr),
          new Column<>("slo_7d", FieldKind.SHARE, Place.whole(7), SourceEntry::compliance),
          new Column<>("lag_p50_seconds", FieldKind.NUMBER, Place.NONE, SourceEntry::lagMedian),
          new Column<>(
              "lag_p99_seconds", FieldKind.NUMBER, Place.whole(9), SourceEntry::lagSlowest));

  /** By name. */
  public static final Comparator<SourceEntry> BY_NAME = Comparator.comparing(SourceEntry::source);

  /** All sources among the rows, in no order. */
  public static List<SourceEntry> all(LatestRows rows) {
    Map<String, SourceBreak> open = new HashMap<>();
    rows.of(Topic.SOURCE_BREAKS, SourceBreak.class).stream()
        .filter(row -> row.getEnded() == null)
        .forEach(row -> open.put(row.getSource(), row));
    return rows.of(Topic.SOURCE_FRESHNESS, SourceFreshness.class).stream()
        .filter(row -> !FreshnessRow.isNoLongerDeclared(row))
        .map(row -> of(row, open.get(row.getSource())))
        .toList();
  }

  private static SourceEntry of(SourceFreshness row, SourceBreak open) {
    return new SourceEntry(
        row.getSource(),
        Values.word(row.getStatus()),
        row.getSince(),
        switch (row.getCause()) {
          case NONE -> null;
          default -> Values.word(row.getCause());
        },
        Values.text(row.getReason()),
        row.getLastEventTime(),
        row.getLastArrivalTime(),
        row.getCompleteThrough(),
        open == null ? null : BigDecimal.valueOf(open.getAccounts()),
        open == null ? null : Values.amount(open.getArrMinor()),
        Values.micros(row.getSloCompliance7dMicros()),
        Values.seconds(row.getLagP50Ms()),
        Values.seconds(row.getLagP99Ms()));
  }
}
