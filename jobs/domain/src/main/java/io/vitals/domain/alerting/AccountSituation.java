package io.vitals.domain.alerting;

import io.vitals.schemas.AccountFacts;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.HealthBand;
import io.vitals.schemas.InputStatus;
import io.vitals.schemas.MissingReason;
import io.vitals.schemas.ScoreInput;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What alerts need to know of an account, of what was last published of it. Flat; bounded.
 *
 * @param accountId {@code tenant:opaque}
 * @param name the company's name; null when not known
 * @param segment its segment; null when not known
 * @param ownerId opaque id of its owner; null when there is none
 * @param active whether it has an active subscription
 * @param band the published band
 * @param bandBeforeGates the band that the points alone give
 * @param bandSince when the published band began, epoch milliseconds
 * @param scorePoints the published score in whole points; null when unknown
 * @param drivers the inputs that cost most points, in words, at most two
 * @param openEscalations open escalations
 * @param usageTrend use of the last week over the four before; null when missing
 * @param severityPoints open tickets weighted by severity; null when missing
 * @param arrMinor ARR, minor units of the reporting currency; null when not known
 * @param arrComplete whether no active subscription lacks its amount
 * @param renewalEpochDay nearest renewal; null when not known
 * @param subscribedEpochDay start of the first subscription; null when not known
 * @param tellsFirstValue whether there are key features whose first use would be seen
 * @param firstValueSeen whether a key feature was ever used
 */
public record AccountSituation(
    String accountId,
    String name,
    String segment,
    String ownerId,
    boolean active,
    HealthBand band,
    HealthBand bandBeforeGates,
    long bandSince,
    Integer scorePoints,
    List<String> drivers,
    int openEscalations,
    Double usageTrend,
    Double severityPoints,
    Long arrMinor,
    boolean arrComplete,
    Integer renewalEpochDay,
    Integer subscribedEpochDay,
    boolean tellsFirstValue,
    boolean firstValueSeen) {
  private static final int MOST_DRIVERS = 2;
  private static final double MILLION = 1_000_000;
  private static final String TREND = "adoption.usage_trend_ratio";
  private static final String SEVERITY = "support.open_severity_points";
  private static final String KEY_FEATURES = "adoption.key_feature_breadth_ratio";

  /** Reads an absent list as empty. */
  public AccountSituation {
    drivers = drivers == null ? List.of() : drivers;
  }

  /** What a row of {@code account.health} says. */
  public static AccountSituation of(AccountHealth row) {
    AccountFacts facts = row.getFacts();
    return new AccountSituation(
        row.getAccountId(),
        facts.getName(),
        facts.getSegment(),
        facts.getOwnerId(),
        facts.getActiveSubscriptions() > 0,
        row.getBand(),
        row.getBandBeforeGates(),
        row.getBandSince().toEpochMilli(),
        points(row.getScoreMicros()),
        drivers(row.getInputs()),
        facts.getOpenEscalations(),
        value(row, TREND),
        value(row, SEVERITY),
        facts.getArrMinor(),
        facts.getSubscriptionsWithoutAmount() == 0,
        facts.getRenewalDate() == null ? null : (int) facts.getRenewalDate().toEpochDay(),
        facts.getSubscribedSince() == null ? null : (int) facts.getSubscribedSince().toEpochDay(),
        tellsFirstValue(row),
        facts.getFirstKeyEventTime() != null);
  }

  /** Rows of an earlier release do not say how many key features the model lists. */
  private static boolean tellsFirstValue(AccountHealth row) {
    Integer listed = row.getFacts().getKeyFeaturesListed();
    return (listed == null || listed > 0)
        && row.getInputs().stream()
            .filter(input -> input.getName().equals(KEY_FEATURES))
            .anyMatch(input -> input.getMissingReason() != MissingReason.NOT_APPLICABLE);
  }

  private static Integer points(Long scoreMicros) {
    return scoreMicros == null ? null : (int) Math.round(scoreMicros / MILLION);
  }

  private static Double value(AccountHealth row, String name) {
    return row.getInputs().stream()
        .filter(input -> input.getName().equals(name))
        .filter(input -> input.getStatus() != InputStatus.MISSING)
        .map(ScoreInput::getValue)
        .findFirst()
        .orElse(null);
  }

  /** What costs most: the weight of an input that it does not contribute. */
  private static List<String> drivers(List<ScoreInput> inputs) {
    return inputs.stream()
        .filter(input -> input.getStatus() != InputStatus.MISSING && lost(input) >= 1)
        .sorted(
            Comparator.comparingDouble(AccountSituation::lost)
                .reversed()
                .thenComparing(ScoreInput::getName))
        .limit(MOST_DRIVERS)
        .map(
            input ->
                String.format(
                    Locale.ROOT,
                    "%s %.3g costs %.0f points",
                    input.getName(),
                    input.getValue(),
                    lost(input)))
        .toList();
  }

  private static double lost(ScoreInput input) {
    double share = input.getPointsMicros() == null ? 0 : input.getPointsMicros() / MILLION / 100;
    return input.getWeightMicros() / MILLION * (1 - share);
  }
}
