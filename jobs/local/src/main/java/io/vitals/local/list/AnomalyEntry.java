package io.vitals.local.list;

import io.vitals.local.list.Column.Place;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.MeasureEvidence;
import io.vitals.schemas.Signal;
import io.vitals.schemas.SignalAction;
import io.vitals.schemas.SignalScope;
import io.vitals.schemas.topics.Topic;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An episode that stands out, as it was last told of: the latest of a kind and subject. Null is
 * what is not known, does not apply, or was not judged when it was last told of.
 *
 * @param subject the account, segment or source; null when it is of the portfolio
 * @param name of the account, as it is published
 * @param arr at stake, whole units of the reporting currency
 * @param since start of the first bucket that stood out, event time
 * @param told when it was last told of
 * @param until event time; null while it lasts
 * @param measure the oddest; the four after it are of it too
 * @param observed what was counted in a bucket
 * @param expected what was expected of the bucket
 * @param bucketHours length of the bucket
 * @param tailProbability share of buckets expected to be at least this odd
 */
public record AnomalyEntry(
    String kind,
    String scope,
    String subject,
    String name,
    String segment,
    BigDecimal arr,
    LocalDate renewalDate,
    Instant since,
    Instant told,
    Instant until,
    String measure,
    BigDecimal observed,
    BigDecimal expected,
    BigDecimal bucketHours,
    BigDecimal tailProbability,
    String episodeId) {

  private static final MathContext FIGURES = new MathContext(4);
  private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3_600);

  private static final Column<AnomalyEntry> AMOUNT =
      new Column<>("arr", FieldKind.AMOUNT, Place.whole(4), AnomalyEntry::arr);
  private static final Column<AnomalyEntry> SINCE =
      new Column<>("since", FieldKind.TIME, Place.whole(3), AnomalyEntry::since);

  /** The columns of the list. */
  public static final List<Column<AnomalyEntry>> COLUMNS =
      List.of(
          new Column<>("kind", FieldKind.TEXT, Place.whole(1), AnomalyEntry::kind),
          new Column<>("scope", FieldKind.TEXT, Place.whole(9), AnomalyEntry::scope),
          new Column<>("subject", FieldKind.TEXT, Place.whole(2), AnomalyEntry::subject),
          new Column<>(
              "name",
              FieldKind.TEXT,
              Place.flexible(8, 12, 24).whereItApplies(),
              AnomalyEntry::name),
          new Column<>("segment", FieldKind.TEXT, Place.NONE, AnomalyEntry::segment),
          AMOUNT,
          new Column<>("renewal_date", FieldKind.DATE, Place.NONE, AnomalyEntry::renewalDate),
          SINCE,
          new Column<>("told", FieldKind.TIME, Place.NONE, AnomalyEntry::told),
          new Column<>(
              "until", FieldKind.TIME, Place.whole(10).whereItApplies(), AnomalyEntry::until),
          new Column<>("measure", FieldKind.TEXT, Place.whole(7), AnomalyEntry::measure),
          new Column<>("observed", FieldKind.NUMBER, Place.whole(5), AnomalyEntry::observed),
          new Column<>("expected", FieldKind.NUMBER, Place.whole(6), AnomalyEntry::expected),
          new Column<>("bucket_hours", FieldKind.NUMBER, Place.NONE, AnomalyEntry::bucketHours),
          new Column<>(
              "tail_probability", FieldKind.NUMBER, Place.NONE, AnomalyEntry::tailProbability),
          new Column<>("episode_id", FieldKind.TEXT, Place.NONE, AnomalyEntry::episodeId));

  /** Most ARR first, then the oldest. */
  public static final Comparator<AnomalyEntry> MOST_AT_STAKE =
      RowOrder.descending(AMOUNT)
          .thenComparing(RowOrder.ascending(SINCE))
          .thenComparing(AnomalyEntry::episodeId);

  /**
   * The episodes among the rows, in no order.
   *
   * @param clearedToo whether those that are over are wanted
   */
  public static List<AnomalyEntry> all(LatestRows rows, boolean clearedToo) {
    Map<String, String> names = new HashMap<>();
    rows.of(Topic.ACCOUNT_HEALTH, AccountHealth.class)
        .forEach(row -> names.put(row.getAccountId(), row.getFacts().getName()));
    return rows.of(Topic.SIGNALS, Signal.class).stream()
        .filter(row -> clearedToo || row.getAction() != SignalAction.CLEAR)
        .map(
            row ->
                of(row, row.getScope() == SignalScope.ACCOUNT ? names.get(row.getSubject()) : null))
        .toList();
  }

  private static AnomalyEntry of(Signal row, String name) {
    MeasureEvidence oddest = row.getEvidence().isEmpty() ? null : row.getEvidence().get(0);
    return new AnomalyEntry(
        Values.word(row.getKind()),
        Values.word(row.getScope()),
        Values.text(row.getSubject()),
        Values.text(name),
        Values.text(row.getSegment()),
        Values.amount(row.getArrMinor()),
        row.getRenewalDate(),
        row.getSince(),
        row.getIngestTime(),
        row.getUntil(),
        oddest == null ? null : oddest.getMeasure(),
        oddest == null ? null : figure(oddest.getObserved()),
        oddest == null ? null : figure(oddest.getExpected()),
        oddest == null ? null : hours(oddest.getBucketSeconds()),
        oddest == null ? null : figure(oddest.getTailProbability()),
        row.getEpisodeId());
  }

  private static BigDecimal figure(double figure) {
    BigDecimal rounded = BigDecimal.valueOf(figure).round(FIGURES).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }

  private static BigDecimal hours(long seconds) {
    return BigDecimal.valueOf(seconds).divide(SECONDS_AN_HOUR, FIGURES);
  }
}
