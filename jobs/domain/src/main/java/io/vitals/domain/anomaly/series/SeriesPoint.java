package io.vitals.domain.anomaly.series;

import io.vitals.schemas.SignalScope;

/**
 * A judged point of a series. Flat; times are epoch milliseconds.
 *
 * @param scope what it is about
 * @param subject the account, segment or source; empty for the portfolio
 * @param segment the account's segment; null when not known or not of an account
 * @param measure what was counted; null: the subject is watched no more, and the rest says nothing
 * @param bucketStart start of the bucket
 * @param bucketMillis its length
 * @param observed what was counted
 * @param expected what was expected; NaN while too little is known, as the next two
 * @param low lower end of the interval in which 99 in 100 points are expected
 * @param high upper end of it
 * @param tailProbability share of points that are expected to be at least this odd, in (0, 1]
 * @param isDown whether it is below what was expected
 * @param since start of the first bucket of its episode; null outside of one
 * @param arrMinor the account's ARR, minor units of the reporting currency; null when not known
 * @param renewalEpochDay its nearest renewal, days since 1970-01-01; null when not known
 */
public record SeriesPoint(
    SignalScope scope,
    String subject,
    String segment,
    SeriesMeasure measure,
    long bucketStart,
    long bucketMillis,
    double observed,
    double expected,
    double low,
    double high,
    double tailProbability,
    boolean isDown,
    Long since,
    Long arrMinor,
    Integer renewalEpochDay) {

  /** Says that a subject is watched no more. */
  public static SeriesPoint end(SignalScope scope, String subject) {
    return new SeriesPoint(
        scope, subject, null, null, 0, 0, 0, 0, 0, 0, 1, false, null, null, null);
  }

  /** Whether the subject is watched no more. */
  public boolean isEnd() {
    return measure == null;
  }

  /** How far it is off; 0 while nothing was expected. */
  public double deviation() {
    return Double.isNaN(expected) ? 0 : observed - expected;
  }

  /** Whether a human would want to know of a deviation this way. */
  public boolean tells() {
    return measure.family().tells(scope, isDown);
  }
}
