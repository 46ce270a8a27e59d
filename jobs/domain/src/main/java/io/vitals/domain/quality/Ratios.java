package io.vitals.domain.quality;

import io.vitals.schemas.QualityMeasure;
import io.vitals.schemas.QualityRatio;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Shares of a portfolio: how complete, how often doubled, how well its health is known. */
public final class Ratios {
  private static final long COMPLETENESS_TARGET = 950_000;
  private static final long DUPLICATES_TARGET = 5_000;
  private static final String ALL = "";
  private static final String NO_SEGMENT = "unspecified";

  private final Map<Share, QualityRatio> ratios = new HashMap<>();
  private final Instant now;

  /** What a ratio is of. */
  private record Share(QualityMeasure measure, String subject, String segment) {}

  private Ratios(Instant now) {
    this.now = now;
  }

  /**
   * The shares of these accounts.
   *
   * @param accounts every account of the tenant
   * @param duplicated those that are part of a duplicate candidate
   */
  public static Collection<QualityRatio> of(
      Collection<AccountSummary> accounts, Set<String> duplicated, Instant now) {
    Ratios ratios = new Ratios(now);
    for (AccountSummary account : accounts) {
      if (account.knownInCrm()) {
        boolean twice = duplicated.contains(account.accountId());
        ratios.count(QualityMeasure.DUPLICATES, "", ALL, twice, account);
      }
      if (account.active()) {
        ratios.completeness(account);
        ratios.inputs(account);
      }
    }
    return ratios.ratios.values().stream().sorted(Comparator.comparing(Ratios::key)).toList();
  }

  /** Key of a ratio: equal for the same share at any time. */
  public static String key(QualityRatio ratio) {
    return ratio.getMeasure() + "|" + ratio.getSubject() + "|" + ratio.getSegment();
  }

  /**
   * The share of a key of which there is nobody any more.
   *
   * @param key as {@link #key} tells it
   */
  public static QualityRatio emptied(String key, Instant now) {
    String[] parts = key.split("\\|", 3);
    return new Ratios(now).empty(QualityMeasure.valueOf(parts[0]), parts[1], parts[2]);
  }

  private void completeness(AccountSummary account) {
    for (String field : AccountRules.CRITICAL_FIELDS) {
      boolean filled = !account.emptyFields().contains(field);
      String segment = account.segment().isEmpty() ? NO_SEGMENT : account.segment();
      count(QualityMeasure.COMPLETENESS, field, ALL, filled, account);
      count(QualityMeasure.COMPLETENESS, field, segment, filled, account);
    }
  }

  private void inputs(AccountSummary account) {
    String stage =
        account.stage() == null ? NO_SEGMENT : account.stage().name().toLowerCase(Locale.ROOT);
    for (String input : account.knownInputs()) {
      count(QualityMeasure.HEALTH_INPUTS, input, ALL, true, account);
      count(QualityMeasure.HEALTH_INPUTS, input, stage, true, account);
    }
    for (String input : account.missingInputs()) {
      count(QualityMeasure.HEALTH_INPUTS, input, ALL, false, account);
      count(QualityMeasure.HEALTH_INPUTS, input, stage, false, account);
    }
  }

  private void count(
      QualityMeasure measure,
      String subject,
      String segment,
      boolean isSo,
      AccountSummary account) {
    Share key = new Share(measure, subject, segment);
    QualityRatio ratio = ratios.computeIfAbsent(key, none -> empty(measure, subject, segment));
    long arr = account.arrMinor() == null ? 0 : account.arrMinor();
    ratio.setTotal(ratio.getTotal() + 1);
    ratio.setArrTotalMinor(ratio.getArrTotalMinor() + arr);
    if (isSo) {
      ratio.setCount(ratio.getCount() + 1);
      ratio.setArrMinor(ratio.getArrMinor() + arr);
    }
  }

  private QualityRatio empty(QualityMeasure measure, String subject, String segment) {
    boolean duplicates = measure == QualityMeasure.DUPLICATES;
    Long target =
        measure == QualityMeasure.COMPLETENESS
            ? (Long) COMPLETENESS_TARGET
            : duplicates ? (Long) DUPLICATES_TARGET : null;
    return QualityRatio.newBuilder()
        .setIngestTime(now)
        .setMeasure(measure)
        .setSubject(subject)
        .setSegment(segment)
        .setTargetMicros(target)
        .setAtMost(duplicates)
        .build();
  }
}
