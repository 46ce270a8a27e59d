package io.vitals.domain.alerting;

import io.vitals.domain.alerting.Condition.Standing;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.ControlMeasure;
import io.vitals.schemas.DifferencePart;
import io.vitals.schemas.QualityMeasure;
import io.vitals.schemas.QualityRatio;
import io.vitals.schemas.Reconciliation;
import io.vitals.schemas.SignalScope;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is the case with the data itself: critical fields, duplicates, totals of other systems. */
public final class QualityConditions {
  /** By how much a target must be met again before completeness is well. */
  static final double MET_AGAIN_BY = 0.005;

  /** Share of accounts that look like another from which that is too many. */
  static final double MOST_DUPLICATES = 0.005;

  /** Share up to which it no longer is. */
  static final double FEW_DUPLICATES = 0.004;

  /** ARR may differ by rounding and time of day: by this share it is another. */
  static final double MOST_ARR_DIFFERENCE = 0.005;

  private static final double MILLION = 1_000_000;

  private QualityConditions() {}

  /** What a share of the portfolio says; empty for one that nobody is told of. */
  public static Optional<Condition> of(QualityRatio row) {
    if (!row.getSegment().isEmpty()) {
      return Optional.empty();
    }
    if (row.getMeasure() == QualityMeasure.COMPLETENESS && row.getTargetMicros() != null) {
      return Optional.of(completeness(row));
    }
    return row.getMeasure() == QualityMeasure.DUPLICATES
        ? Optional.of(duplicates(row))
        : Optional.empty();
  }

  /** What a total of another system says against ours; nothing is wrong with one withdrawn. */
  public static Condition of(Reconciliation row) {
    String measure = row.getMeasure().name().toLowerCase(Locale.ROOT);
    String subject = row.getSystem() + "/" + measure;
    long since = (row.getWithdrawn() ? row.getIngestTime() : row.getAsOf()).toEpochMilli();
    long difference = row.getTheirs() - row.getOurs();
    boolean isMoney = row.getMeasure() == ControlMeasure.ARR;
    boolean differs =
        isMoney
            ? Math.abs(difference) > MOST_ARR_DIFFERENCE * Math.abs(row.getTheirs())
            : difference != 0;
    if (!differs || row.getWithdrawn()) {
      return Condition.not(
          Standing.CLEAR,
          AlertKind.RECONCILIATION_DIFFERENCE,
          SignalScope.PORTFOLIO,
          subject,
          since);
    }
    return Condition.holds(
            AlertKind.RECONCILIATION_DIFFERENCE,
            SignalScope.PORTFOLIO,
            subject,
            since,
            String.format(
                Locale.ROOT,
                "%s counts %s %s, Vitals %s",
                row.getSystem(),
                amount(row.getTheirs(), isMoney),
                measure.replace('_', ' '),
                amount(row.getOurs(), isMoney)))
        .shownBy(row.getParts().stream().map(part -> words(part, isMoney)).toList())
        .atStake(
            isMoney ? (Long) Math.abs(difference) : null,
            row.getTheirs() == 0
                ? null
                : (Double) ((double) Math.abs(difference) / Math.abs(row.getTheirs())),
            null);
  }

  private static Condition completeness(QualityRatio row) {
    long since = row.getIngestTime().toEpochMilli();
    if (row.getTotal() == 0) {
      return not(Standing.UNKNOWN, AlertKind.COMPLETENESS_SLO, row);
    }
    double target = row.getTargetMicros() / MILLION;
    double share = (double) row.getCount() / row.getTotal();
    double arrShare =
        row.getArrTotalMinor() == 0 ? share : (double) row.getArrMinor() / row.getArrTotalMinor();
    double worse = Math.min(share, arrShare);
    if (worse >= target) {
      boolean isWell = worse >= Math.min(1, target + MET_AGAIN_BY);
      return not(isWell ? Standing.CLEAR : Standing.BETWEEN, AlertKind.COMPLETENESS_SLO, row);
    }
    return Condition.holds(
            AlertKind.COMPLETENESS_SLO,
            SignalScope.PORTFOLIO,
            row.getSubject(),
            since,
            String.format(
                Locale.ROOT,
                "%s is filled for %.1f %% of accounts and %.1f %% of ARR, target %.1f %%",
                row.getSubject(),
                share * 100,
                arrShare * 100,
                target * 100))
        .shownBy(List.of(row.getTotal() - row.getCount() + " accounts lack it"))
        .atStake(
            row.getArrTotalMinor() - row.getArrMinor(),
            1 - arrShare,
            (int) (row.getTotal() - row.getCount()));
  }

  private static Condition duplicates(QualityRatio row) {
    if (row.getTotal() == 0) {
      return not(Standing.UNKNOWN, AlertKind.DUPLICATE_SLO, row);
    }
    double share = (double) row.getCount() / row.getTotal();
    if (share <= MOST_DUPLICATES) {
      return not(
          share <= FEW_DUPLICATES ? Standing.CLEAR : Standing.BETWEEN,
          AlertKind.DUPLICATE_SLO,
          row);
    }
    return Condition.holds(
            AlertKind.DUPLICATE_SLO,
            SignalScope.PORTFOLIO,
            subject(row),
            row.getIngestTime().toEpochMilli(),
            String.format(
                Locale.ROOT,
                "%,d of %,d accounts look like another",
                row.getCount(),
                row.getTotal()))
        .atStake(row.getArrMinor(), null, (int) row.getCount());
  }

  private static Condition not(Standing standing, AlertKind kind, QualityRatio row) {
    return Condition.not(
        standing, kind, SignalScope.PORTFOLIO, subject(row), row.getIngestTime().toEpochMilli());
  }

  private static String subject(QualityRatio row) {
    return row.getSubject().isEmpty() ? "accounts" : row.getSubject();
  }

  private static String words(DifferencePart part, boolean isMoney) {
    return part.getReason().name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + " "
        + amount(part.getAmount(), isMoney)
        + ": "
        + part.getEvidence();
  }

  private static String amount(long amount, boolean isMoney) {
    return String.format(Locale.ROOT, "%,d", isMoney ? Math.round(amount / 100.0) : amount);
  }
}
