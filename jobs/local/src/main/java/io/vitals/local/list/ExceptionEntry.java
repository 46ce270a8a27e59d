package io.vitals.local.list;

import io.vitals.local.list.Column.Place;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.QualityException;
import io.vitals.schemas.topics.Topic;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A fault of the data. Null is what is not known, or does not apply.
 *
 * @param accountId null when it is of a source
 * @param name of the account, as it is published
 * @param source null when it is of an account
 * @param arr of the account, whole units of the reporting currency
 * @param subject what of the account or source
 * @param ageDays from opened to closed, or to now
 * @param count how many records or days show it
 */
public record ExceptionEntry(
    String type,
    String accountId,
    String name,
    String source,
    String owner,
    String segment,
    BigDecimal arr,
    String subject,
    Instant opened,
    Instant lastSeen,
    BigDecimal ageDays,
    Instant closed,
    long count,
    String evidence) {

  private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);

  private static final Column<ExceptionEntry> AMOUNT =
      new Column<>("arr", FieldKind.AMOUNT, Place.whole(5), ExceptionEntry::arr);
  private static final Column<ExceptionEntry> OPENED =
      new Column<>("opened", FieldKind.TIME, Place.NONE, ExceptionEntry::opened);

  /** The columns of the list. */
  public static final List<Column<ExceptionEntry>> COLUMNS =
      List.of(
          new Column<>("type", FieldKind.TEXT, Place.flexible(1, 18, 28), ExceptionEntry::type),
          new Column<>(
              "account_id",
              FieldKind.TEXT,
              Place.whole(2).whereItApplies(),
              ExceptionEntry::accountId),
          new Column<>(
              "name",
              FieldKind.TEXT,
              Place.flexible(9, 12, 24).whereItApplies(),
              ExceptionEntry::name),
          new Column<>(
              "source",
              FieldKind.TEXT,
              Place.flexible(3, 9, 16).whereItApplies(),
              ExceptionEntry::source),
          new Column<>("owner", FieldKind.TEXT, Place.flexible(7, 8, 14), ExceptionEntry::owner),
          new Column<>("segment", FieldKind.TEXT, Place.NONE, ExceptionEntry::segment),
          AMOUNT,
          new Column<>(
              "subject", FieldKind.TEXT, Place.flexible(4, 12, 28), ExceptionEntry::subject),
          OPENED,
          new Column<>("last_seen", FieldKind.TIME, Place.NONE, ExceptionEntry::lastSeen),
          new Column<>("age_days", FieldKind.NUMBER, Place.whole(6), ExceptionEntry::ageDays),
          new Column<>("closed", FieldKind.TIME, Place.NONE, ExceptionEntry::closed),
          new Column<>(
              "count", FieldKind.NUMBER, Place.NONE, row -> BigDecimal.valueOf(row.count())),
          new Column<>(
              "evidence", FieldKind.TEXT, Place.flexible(10, 16, 60), ExceptionEntry::evidence));

  /** By type, in it most ARR first, then the oldest. */
  public static final Comparator<ExceptionEntry> BY_TYPE =
      Comparator.comparing(ExceptionEntry::type)
          .thenComparing(RowOrder.descending(AMOUNT))
          .thenComparing(RowOrder.ascending(OPENED));

  /**
   * The exceptions among the rows, in no order.
   *
   * @param closedToo whether those that were mended are wanted
   */
  public static List<ExceptionEntry> all(LatestRows rows, boolean closedToo) {
    Map<String, String> names = new HashMap<>();
    rows.of(Topic.ACCOUNT_HEALTH, AccountHealth.class)
        .forEach(row -> names.put(row.getAccountId(), row.getFacts().getName()));
    Instant asOf = rows.asOf().orElse(Instant.EPOCH);
    return rows.of(Topic.QUALITY_EXCEPTIONS, QualityException.class).stream()
        .filter(row -> closedToo || row.getClosed() == null)
        .map(row -> of(row, names.get(row.getAccountId()), asOf))
        .toList();
  }

  private static ExceptionEntry of(QualityException row, String name, Instant asOf) {
    Instant end = row.getClosed() == null ? asOf : row.getClosed();
    return new ExceptionEntry(
        Values.word(row.getType()),
        Values.text(row.getAccountId()),
        Values.text(name),
        Values.text(row.getSource()),
        Values.text(row.getOwnerId()),
        Values.text(row.getSegment()),
        Values.amount(row.getArrMinor()),
        Values.text(row.getSubject()),
        row.getOpened(),
        row.getLastSeen(),
        days(Duration.between(row.getOpened(), end)),
        row.getClosed(),
        row.getCount(),
        Values.text(row.getEvidence()));
  }

  private static BigDecimal days(Duration age) {
    return BigDecimal.valueOf(age.toSeconds()).divide(SECONDS_A_DAY, 1, RoundingMode.DOWN);
  }
}
