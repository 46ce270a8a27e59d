package io.vitals.local.list;

import io.vitals.local.list.Column.Place;
import io.vitals.schemas.ControlMeasure;
import io.vitals.schemas.DifferencePart;
import io.vitals.schemas.Reconciliation;
import io.vitals.schemas.topics.Topic;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A total of another system beside ours; of ARR whole units of the reporting currency.
 *
 * @param asOf the instant compared
 * @param difference theirs minus ours
 * @param reason why, the largest part; null when there is no difference
 * @param evidence every part with its amount; null when there is no difference
 */
public record ReconciliationEntry(
    String system,
    String measure,
    Instant asOf,
    BigDecimal theirs,
    BigDecimal ours,
    BigDecimal difference,
    String reason,
    String evidence) {

  /** The columns of the list. */
  public static final List<Column<ReconciliationEntry>> COLUMNS =
      List.of(
          new Column<>(
              "system", FieldKind.TEXT, Place.flexible(1, 8, 16), ReconciliationEntry::system),
          new Column<>("measure", FieldKind.TEXT, Place.whole(2), ReconciliationEntry::measure),
          new Column<>("as_of", FieldKind.TIME, Place.whole(7), ReconciliationEntry::asOf),
          new Column<>("theirs", FieldKind.AMOUNT, Place.whole(3), ReconciliationEntry::theirs),
          new Column<>("ours", FieldKind.AMOUNT, Place.whole(4), ReconciliationEntry::ours),
          new Column<>(
              "difference", FieldKind.AMOUNT, Place.whole(5), ReconciliationEntry::difference),
          new Column<>("reason", FieldKind.TEXT, Place.whole(6), ReconciliationEntry::reason),
          new Column<>("evidence", FieldKind.TEXT, Place.NONE, ReconciliationEntry::evidence));

  /** By system, then by measure. */
  public static final Comparator<ReconciliationEntry> BY_SYSTEM =
      Comparator.comparing(ReconciliationEntry::system).thenComparing(ReconciliationEntry::measure);

  /** All reconciliations among the rows, in no order. */
  public static List<ReconciliationEntry> all(LatestRows rows) {
    return rows.of(Topic.QUALITY_RECONCILIATIONS, Reconciliation.class).stream()
        .map(ReconciliationEntry::of)
        .toList();
  }

  private static ReconciliationEntry of(Reconciliation row) {
    boolean equal = row.getParts().isEmpty();
    return new ReconciliationEntry(
        row.getSystem(),
        Values.word(row.getMeasure()),
        row.getAsOf(),
        figure(row, row.getTheirs()),
        figure(row, row.getOurs()),
        figure(row, row.getTheirs() - row.getOurs()),
        equal ? null : Values.word(row.getParts().get(0).getReason()),
        equal
            ? null
            : row.getParts().stream()
                .map(part -> part(row, part))
                .collect(Collectors.joining("; ")));
  }

  private static String part(Reconciliation row, DifferencePart part) {
    return Values.word(part.getReason())
        + " "
        + figure(row, part.getAmount()).toPlainString()
        + ": "
        + part.getEvidence();
  }

  private static BigDecimal figure(Reconciliation row, long figure) {
    return row.getMeasure() == ControlMeasure.ARR
        ? Values.amount(figure)
        : BigDecimal.valueOf(figure);
  }
}
