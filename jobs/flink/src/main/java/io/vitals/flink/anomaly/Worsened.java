package io.vitals.flink.anomaly;

import io.vitals.domain.anomaly.series.SeriesMeasure;

/**
 * What got worse with an account. Flat.
 *
 * @param segment the account's; empty for all
 * @param measure in what
 * @param count by how much
 */
public record Worsened(String segment, SeriesMeasure measure, int count) {
  private static final String JOINT = "/";

  /** The series it counts in: measure, then segment. */
  String series() {
    return measure + JOINT + segment;
  }

  static SeriesMeasure measureOf(String series) {
    return SeriesMeasure.valueOf(series.substring(0, series.indexOf(JOINT)));
  }

  static String segmentOf(String series) {
    return series.substring(series.indexOf(JOINT) + 1);
  }
}
