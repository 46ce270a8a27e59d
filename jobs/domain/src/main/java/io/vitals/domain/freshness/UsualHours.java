package io.vitals.domain.freshness;

import io.vitals.domain.adoption.Days;

/**
 * What is usual of a source at a time. An hour is compared with like hours of the clock of its
 * calendar, so that its day begins when it usually does after clocks were changed too.
 */
final class UsualHours {
  private final LearnedWeek week;
  private final Days days;

  /**
   * What a week says.
   *
   * @param week what was learned, by hours of the source's own clock
   */
  UsualHours(SourceDeclaration source, LearnedWeek week) {
    this.week = week;
    this.days = new Days(source.calendar().zone());
  }

  /**
   * The learned week with an hour that is over.
   *
   * @param hour hours since the epoch
   * @param good whether it may be learned from
   */
  LearnedWeek with(
      long hour, boolean good, int recordCount, int silentSeconds, int secondsWithoutRecord) {
    return week.with(
        days.localHour((int) hour), good, recordCount, silentSeconds, secondsWithoutRecord);
  }

  /** Whether enough good weeks are known of the hour of a time. */
  boolean isKnown(long time) {
    return week.isKnown(ownHour(time));
  }

  /**
   * Whether anything usually arrives in the hour of a time, be it a heartbeat; true while nothing
   * is known of it.
   */
  boolean isActive(long time) {
    return week.isActive(ownHour(time));
  }

  /**
   * How long the hour of a time usually is without a record at most, seconds; a whole hour where
   * none is usual, or that is not known.
   */
  int recordSilenceSeconds(long time) {
    return week.recordSilenceSeconds(ownHour(time));
  }

  /** Whether records usually come all through the hour of a time. */
  boolean hasSteadyRecords(long time) {
    return recordSilenceSeconds(time) < LearnedWeek.SECONDS_AN_HOUR;
  }

  /** Records usual in the hour of a time: the median of the weeks. */
  double records(long time) {
    return week.records(ownHour(time));
  }

  /** How much the weeks differ: a robust standard deviation of {@link #records}. */
  double spread(long time) {
    return week.spread(ownHour(time));
  }

  private long ownHour(long time) {
    return days.localHour(Days.hourOf(time));
  }
}
