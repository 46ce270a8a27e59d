package io.vitals.local.list;

import io.vitals.local.list.Column.Place;
import io.vitals.schemas.AnomalyDecision;
import io.vitals.schemas.SuppressedAnomaly;
import io.vitals.schemas.topics.Topic;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Something that stood out within the last day and of which nobody was told. Null is what is not
 * known or does not apply.
 *
 * @param reason why: not_significant, over_budget or explained
 * @param scope what it is about
 * @param subject the account, segment or source; null when it is of the portfolio
 * @param family what was measured
 * @param arr at stake, whole units of the reporting currency
 * @param tailProbability share of points expected to be at least this odd
 * @param cause what explains it
 * @param decided when
 */
public record SuppressedEntry(
    String reason,
    String scope,
    String subject,
    String family,
    BigDecimal arr,
    BigDecimal tailProbability,
    String cause,
    Instant decided) {
  private static final Duration SHOWN = Duration.ofDays(1);
  private static final MathContext FIGURES = new MathContext(4);

  private static final Column<SuppressedEntry> AMOUNT =
      new Column<>("arr", FieldKind.AMOUNT, Place.whole(5), SuppressedEntry::arr);
  private static final Column<SuppressedEntry> DECIDED =
      new Column<>("decided", FieldKind.TIME, Place.whole(4), SuppressedEntry::decided);

  /** The columns of the list. */
  public static final List<Column<SuppressedEntry>> COLUMNS =
      List.of(
          new Column<>("reason", FieldKind.TEXT, Place.whole(1), SuppressedEntry::reason),
          new Column<>("scope", FieldKind.TEXT, Place.whole(7), SuppressedEntry::scope),
          new Column<>("subject", FieldKind.TEXT, Place.whole(2), SuppressedEntry::subject),
          new Column<>("family", FieldKind.TEXT, Place.whole(3), SuppressedEntry::family),
          AMOUNT,
          new Column<>(
              "tail_probability",
              FieldKind.NUMBER,
              Place.whole(6),
              SuppressedEntry::tailProbability),
          new Column<>(
              "cause",
              FieldKind.TEXT,
              Place.flexible(8, 12, 40).whereItApplies(),
              SuppressedEntry::cause),
          DECIDED);

  /** Most ARR first, then the latest. */
  public static final Comparator<SuppressedEntry> MOST_AT_STAKE =
      RowOrder.descending(AMOUNT)
          .thenComparing(RowOrder.descending(DECIDED))
          .thenComparing(SuppressedEntry::scope)
          .thenComparing(SuppressedEntry::family);

  /** What was held back within the day before the newest record, in no order. */
  public static List<SuppressedEntry> all(LatestRows rows) {
    Instant oldest = rows.asOf().orElse(Instant.EPOCH).minus(SHOWN);
    return rows.of(Topic.ANOMALIES_DECISIONS, AnomalyDecision.class).stream()
        .filter(row -> row.getIngestTime().isAfter(oldest))
        .flatMap(row -> row.getSuppressed().stream().map(one -> of(one, row.getIngestTime())))
        .toList();
  }

  private static SuppressedEntry of(SuppressedAnomaly one, Instant decided) {
    return new SuppressedEntry(
        Values.word(one.getReason()),
        Values.word(one.getScope()),
        Values.text(one.getSubject()),
        one.getFamily(),
        Values.amount(one.getArrMinor()),
        BigDecimal.valueOf(one.getTailProbability()).round(FIGURES).stripTrailingZeros(),
        one.getCause(),
        decided);
  }
}
