package io.vitals.local.alerts;

import io.vitals.local.list.Column;
import io.vitals.local.list.Column.Place;
import io.vitals.local.list.FieldKind;
import io.vitals.local.list.RowOrder;
import io.vitals.local.list.Values;
import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertPhase;
import io.vitals.schemas.AlertSeverity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * An episode of an alert as it is published.
 *
 * @param row what is published of it
 * @param handle its short name
 * @param asOf the instant up to which everything is known
 */
public record AlertEntry(Alert row, String handle, Instant asOf) {
  private static final Duration TWO_HOURS = Duration.ofHours(2);
  private static final Duration TWO_DAYS = Duration.ofDays(2);

  private static final Column<AlertEntry> ARR =
      new Column<>("arr", FieldKind.AMOUNT, Place.whole(6), AlertEntry::arr);

  /** The columns of the list. */
  public static final List<Column<AlertEntry>> COLUMNS =
      List.of(
          new Column<>("id", FieldKind.TEXT, Place.whole(1), AlertEntry::handle),
          new Column<>("severity", FieldKind.TEXT, Place.whole(2), AlertEntry::severity),
          new Column<>("kind", FieldKind.TEXT, Place.flexible(3, 14, 25), AlertEntry::kind),
          new Column<>("scope", FieldKind.TEXT, Place.NONE, AlertEntry::scope),
          new Column<>(
              "subject", FieldKind.TEXT, Place.flexible(4, 11, 24), one -> one.row().getSubject()),
          new Column<>(
              "name",
              FieldKind.TEXT,
              Place.flexible(8, 10, 20).whereItApplies(),
              one -> Values.text(one.row().getSubjectName())),
          new Column<>("since", FieldKind.TIME, Place.whole(10), one -> one.row().getSince()),
          new Column<>("age", FieldKind.TEXT, Place.whole(7), AlertEntry::age),
          ARR,
          new Column<>("phase", FieldKind.TEXT, Place.flexible(5, 10, 30), AlertEntry::standing),
          new Column<>(
              "reason",
              FieldKind.TEXT,
              Place.flexible(9, 16, 60),
              one -> Values.text(one.row().getSummary())),
          new Column<>(
              "accounts",
              FieldKind.NUMBER,
              Place.NONE,
              one ->
                  one.row().getAccounts() == null
                      ? null
                      : BigDecimal.valueOf(one.row().getAccounts())),
          new Column<>(
              "segment", FieldKind.TEXT, Place.NONE, one -> Values.text(one.row().getSegment())),
          new Column<>(
              "owner", FieldKind.TEXT, Place.NONE, one -> Values.text(one.row().getOwnerId())),
          new Column<>(
              "renewal_date", FieldKind.DATE, Place.NONE, one -> one.row().getRenewalDate()),
          new Column<>("fired_at", FieldKind.TIME, Place.NONE, one -> one.row().getFiredAt()),
          new Column<>("resolved_at", FieldKind.TIME, Place.NONE, one -> one.row().getResolvedAt()),
          new Column<>(
              "acknowledged_by",
              FieldKind.TEXT,
              Place.NONE,
              one -> Values.text(one.row().getAcknowledgedBy())),
          new Column<>("stale_since", FieldKind.TIME, Place.NONE, one -> one.row().getStaleSince()),
          new Column<>(
              "inhibited_by",
              FieldKind.TEXT,
              Place.NONE,
              one -> Values.text(one.row().getInhibitedBy())),
          new Column<>("episode_id", FieldKind.TEXT, Place.NONE, one -> one.row().getEpisodeId()));

  /** What lasts first; then the gravest, of those the greatest ARR, and of those the oldest. */
  public static final Comparator<AlertEntry> GRAVEST_FIRST =
      Comparator.comparing(AlertEntry::isOpen, Comparator.reverseOrder())
          .thenComparing(one -> one.row().getSeverity(), Comparator.reverseOrder())
          .thenComparing(RowOrder.descending(ARR))
          .thenComparing(one -> one.row().getFiredAt())
          .thenComparing(one -> one.row().getEpisodeId());

  /** Whether it lasts. */
  public boolean isOpen() {
    return row.getPhase() != AlertPhase.RESOLVED;
  }

  /** Whether it lasts, and nobody is told since a broken source explains it. */
  public boolean isInhibited() {
    return isOpen() && row.getInhibitedBy() != null;
  }

  /** Whether it lasts and people are told of it. */
  public boolean isTold() {
    return isOpen() && row.getInhibitedBy() == null;
  }

  /** Whether it was over by then, and not longer ago than this. */
  boolean wasOverWithin(Duration time) {
    return !isOpen()
        && row.getResolvedAt() != null
        && !row.getResolvedAt().isBefore(asOf.minus(time));
  }

  /** How grave, as it is written. */
  public String severity() {
    return Values.word(row.getSeverity());
  }

  /** What kind of thing, as it is written. */
  public String kind() {
    return Values.word(row.getKind());
  }

  /** What it is about, as it is written. */
  public String scope() {
    return Values.word(row.getScope());
  }

  /** Whether it is as grave as this. */
  boolean is(AlertSeverity severity) {
    return row.getSeverity() == severity;
  }

  /** ARR at stake, whole units of the reporting currency; null when not known. */
  public BigDecimal arr() {
    return Values.amount(row.getArrMinor());
  }

  /** How long its condition holds, or held: minutes, hours or days, as in {@code 36h}. */
  public String age() {
    Duration age = Duration.between(row.getSince(), isOpen() ? asOf : end());
    if (age.isNegative()) {
      return "0m";
    }
    if (age.compareTo(TWO_HOURS) < 0) {
      return age.toMinutes() + "m";
    }
    return age.compareTo(TWO_DAYS) < 0 ? age.toHours() + "h" : age.toDays() + "d";
  }

  /** Where it stands, in words. */
  public String standing() {
    StringBuilder words =
        new StringBuilder(
            switch (row.getPhase()) {
              case FIRING -> "firing";
              case ACKNOWLEDGED -> "acknowledged by " + row.getAcknowledgedBy();
              case RESOLVING -> "resolving";
              case RESOLVED -> "over: " + ending();
            });
    if (isOpen() && row.getStaleSince() != null) {
      words.append(", stale");
    }
    if (isInhibited()) {
      words.append(", inhibited by ").append(row.getInhibitedBy());
    }
    return words.toString();
  }

  /** Why it is over, in words; of an episode that lasts, nothing is. */
  public String ending() {
    return row.getEnd() == null ? "unknown" : Values.word(row.getEnd()).replace('_', ' ');
  }

  /** Its subject: the company's name where it is known, and the id. */
  public String subject() {
    String name = Values.text(row.getSubjectName());
    return name == null ? row.getSubject() : name + " (" + row.getSubject() + ")";
  }

  private Instant end() {
    return row.getResolvedAt() == null ? asOf : row.getResolvedAt();
  }
}
