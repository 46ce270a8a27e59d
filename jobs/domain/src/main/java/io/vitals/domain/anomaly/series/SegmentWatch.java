package io.vitals.domain.anomaly.series;

import io.vitals.domain.health.Completeness;

/** Takes the sums of a segment's accounts, or of all, by the hour, once they are complete. */
public final class SegmentWatch {
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

  /** Takes sums. */
  public interface Output {
    /** What a measure came to in an hour, to be judged. */
    void count(SeriesCount count);
  }

  private SegmentWatch() {}

  /** Takes all hours that can be judged by now, epoch milliseconds. */
  public static State count(
      State state, Subject segment, long now, Completeness completeness, SumStore sums, Output out)
      throws Exception {
    int usageTo = Hours.judgeableBefore(now, completeness.usage());
    int supportTo = Hours.judgeableBefore(now, completeness.tickets());
    count(segment, state.usageFrom(), usageTo, Family.USAGE, sums, out);
    count(segment, state.usageFrom(), usageTo, Family.ERRORS, sums, out);
    count(segment, state.supportFrom(), supportTo, Family.SUPPORT, sums, out);
    return new State(
        Math.max(usageTo, state.usageFrom()), Math.max(supportTo, state.supportFrom()));
  }

  private static void count(
      Subject segment, int from, int to, Family family, SumStore sums, Output out)
      throws Exception {
    for (int hour = from; hour < to; hour++) {
      for (SeriesMeasure measure : SeriesMeasure.of(family)) {
        out.count(SeriesCount.ofHour(segment, measure, hour, sums.take(hour, measure)));
      }
    }
  }
}
