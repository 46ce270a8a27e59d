package io.vitals.domain.anomaly.series;

import io.vitals.schemas.SignalScope;
import java.time.Duration;

/**
 * What was counted of a subject in a bucket of event time that is complete, not judged yet. Flat.
 *
 * @param scope what it is about
 * @param subject the account, segment or source; empty for the portfolio
 * @param segment the account's segment; null when not known or not of an account
 * @param measure what was counted; null: the subject is watched no more, and the rest says nothing
 * @param bucketStart start of the bucket, epoch milliseconds
 * @param bucketMillis its length
 * @param count how many
 * @param arrMinor the account's ARR, minor units of the reporting currency; null when not known
 * @param renewalEpochDay its nearest renewal, days since 1970-01-01; null when not known
 */
public record SeriesCount(
    SignalScope scope,
    String subject,
    String segment,
    SeriesMeasure measure,
    long bucketStart,
    long bucketMillis,
    double count,
    Long arrMinor,
    Integer renewalEpochDay) {

  /** What was counted in an hour. */
  public static SeriesCount ofHour(Subject subject, SeriesMeasure measure, int hour, double count) {
    return of(subject, measure, hour, 1, count);
  }

  /** What was counted in a day. */
  public static SeriesCount ofDay(Subject subject, SeriesMeasure measure, int day, double count) {
    return of(subject, measure, day * Hours.A_DAY, Hours.A_DAY, count);
  }

  /** Says that a subject is watched no more. */
  public static SeriesCount end(SignalScope scope, String subject) {
    return new SeriesCount(scope, subject, null, null, 0, 0, 0, null, null);
  }

  private static SeriesCount of(
      Subject subject, SeriesMeasure measure, int hour, int hours, double count) {
    AccountStanding facts = subject.facts();
    return new SeriesCount(
        subject.scope(),
        subject.id(),
        facts == null ? null : facts.segment(),
        measure,
        hour * Hours.MILLIS,
        Duration.ofHours(hours).toMillis(),
        count,
        facts == null ? null : facts.arrMinor(),
        facts == null ? null : facts.renewalEpochDay());
  }

  /** Whether the subject is watched no more. */
  public boolean isEnd() {
    return measure == null;
  }

  /** Whether its bucket is a day; an hour otherwise. */
  public boolean isDaily() {
    return bucketMillis > Hours.MILLIS;
  }

  /** Names the series among those of its subject: the measure and the hours of a bucket. */
  public String series() {
    return measure.label() + "/" + bucketMillis / Hours.MILLIS;
  }
}
