package io.vitals.domain.anomaly.series;

import io.vitals.domain.health.Completeness;

/** Judges the sums of a segment's accounts, or of all, by the hour. */
public final class SegmentWatch {
  private final SeriesPanel panel;

  /** Sums of hours that wait to be judged. */
  public interface SumStore {
    /** What a measure came to in an hour; 0 when nothing was told of it. */
    long take(int hour, SeriesMeasure measure) throws Exception;
  }

  /**
   * How far a segment is judged. Flat.
   *
   * @param usageFrom first hour whose use is not judged yet
   * @param supportFrom first hour whose tickets are not
   */
  public record State(int usageFrom, int supportFrom) {}

  /** Takes a point. */
  public interface Output {
    /** A point. */
    void point(SeriesPoint point);
  }

  /** Judges by a panel. */
  public SegmentWatch(SeriesPanel panel) {
    this.panel = panel;
  }

  /** Judges all hours that can be by now, epoch milliseconds. */
  public State judge(
      State state,
      Subject segment,
      long now,
      Completeness completeness,
      SumStore sums,
      DetectorStore detectors,
      Output out)
      throws Exception {
    int usageTo = Hours.judgeableBefore(now, completeness.usage());
    int supportTo = Hours.judgeableBefore(now, completeness.tickets());
    judge(segment, state.usageFrom(), usageTo, Family.USAGE, sums, detectors, out);
    judge(segment, state.usageFrom(), usageTo, Family.ERRORS, sums, detectors, out);
    judge(segment, state.supportFrom(), supportTo, Family.SUPPORT, sums, detectors, out);
    return new State(
        Math.max(usageTo, state.usageFrom()), Math.max(supportTo, state.supportFrom()));
  }

  private void judge(
      Subject segment,
      int from,
      int to,
      Family family,
      SumStore sums,
      DetectorStore detectors,
      Output out)
      throws Exception {
    for (int hour = from; hour < to; hour++) {
      for (SeriesMeasure measure : SeriesMeasure.of(family)) {
        out.point(panel.hour(segment, measure, hour, sums.take(hour, measure), detectors));
      }
    }
  }
}
