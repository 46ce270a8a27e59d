package io.vitals.domain.anomaly.episode;

import io.vitals.domain.anomaly.series.Hours;
import io.vitals.domain.anomaly.series.SeriesCount;
import io.vitals.domain.anomaly.series.SeriesPoint;

/** A count as a detector would have judged it. */
final class JudgedPoint {
  private JudgedPoint() {}

  /**
   * What was judged of a count.
   *
   * @param p share of points that are expected to be at least this odd
   * @param since first hour of its episode; null outside of one
   */
  static SeriesPoint of(SeriesCount count, double expected, double p, Integer since) {
    return new SeriesPoint(
        count.scope(),
        count.subject(),
        count.segment(),
        count.measure(),
        count.bucketStart(),
        count.bucketMillis(),
        count.count(),
        expected,
        expected / 2,
        expected * 2,
        p,
        count.count() < expected,
        since == null ? null : since * Hours.MILLIS,
        count.arrMinor(),
        count.renewalEpochDay());
  }
}
