package io.vitals.local.list;

import io.vitals.schemas.AccountFacts;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.ScoreInput;
import io.vitals.schemas.topics.Topic;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/**
 * An account as it is published. Everything but id, band, status and time is null when not known.
 *
 * @param band the class it is counted in
 * @param status what the data behind its score is like
 * @param score 0 to 100
 * @param confidence fresh weight over applicable weight, 0 to 1
 * @param arr annual recurring revenue, whole units of the reporting currency
 * @param owner opaque id of the customer success manager
 * @param daysToRenewal negative when the date has passed
 * @param firstDriver the gate that caps the band, else the input that costs the score most; null
 *     when nothing does
 * @param active whether it has an active subscription
 */
public record AccountEntry(
    String accountId,
    String name,
    String band,
    String status,
    BigDecimal score,
    BigDecimal confidence,
    BigDecimal arr,
    String segment,
    String region,
    String tier,
    String owner,
    String stage,
    LocalDate renewalDate,
    Long daysToRenewal,
    String firstDriver,
    String heldReason,
    Instant scoredAt,
    boolean active) {

  private static final long POINTS_OF_ALL = 100_000_000L;

  /** All accounts among the rows, in no order. */
  public static List<AccountEntry> all(LatestRows rows) {
    Instant asOf = rows.asOf().orElse(Instant.EPOCH);
    return rows.of(Topic.ACCOUNT_HEALTH, AccountHealth.class).stream()
        .map(row -> of(row, asOf))
        .toList();
  }

  /**
   * An account by its row.
   *
   * @param asOf the instant to count days from
   */
  static AccountEntry of(AccountHealth row, Instant asOf) {
    AccountFacts facts = row.getFacts();
    LocalDate renewal = facts.getRenewalDate();
    LocalDate today = asOf.atOffset(ZoneOffset.UTC).toLocalDate();
    return new AccountEntry(
        row.getAccountId(),
        Values.text(facts.getName()),
        Values.word(row.getCountBand()),
        Values.word(row.getStatus()),
        Values.micros(row.getScoreMicros()),
        Values.micros(row.getConfidenceMicros()),
        Values.amount(facts.getArrMinor()),
        Values.text(facts.getSegment()),
        Values.text(facts.getRegion()),
        Values.text(facts.getTier()),
        Values.text(facts.getOwnerId()),
        Values.word(facts.getLifecycleStage()),
        renewal,
        renewal == null ? null : ChronoUnit.DAYS.between(today, renewal),
        firstDriver(row),
        Values.text(row.getHeldReason()),
        row.getScoredAt(),
        facts.getActiveSubscriptions() > 0);
  }

  /** A gate decides the band whatever the inputs say, so it comes first. */
  private static String firstDriver(AccountHealth row) {
    if (!row.getGates().isEmpty()) {
      return row.getGates().get(0).getGate();
    }
    return row.getInputs().stream()
        .filter(input -> cost(input) > 0)
        .max(Comparator.comparingDouble(AccountEntry::cost))
        .map(ScoreInput::getName)
        .orElse(null);
  }

  /**
   * Millionths of a point lost to full points; a missing input costs nothing, it is not counted.
   */
  private static double cost(ScoreInput input) {
    Long points = input.getPointsMicros();
    return points == null
        ? 0
        : (double) input.getWeightMicros() * (POINTS_OF_ALL - points) / POINTS_OF_ALL;
  }
}
