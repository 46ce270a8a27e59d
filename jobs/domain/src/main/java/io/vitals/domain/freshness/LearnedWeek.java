package io.vitals.domain.freshness;

import java.util.Arrays;

/**
 * What a source's last good weeks say of each hour of the week: how many records came, and how long
 * it was silent at most. Robust: the median of the weeks and their median absolute deviation, so
 * one odd week says little; hours in which the source was not well, and holidays, are not learned
 * from. Hours are of the source's own clock ({@link UsualHours}), counted from 1970-01-01 00:00, a
 * Thursday. Flat; arrays are by hour of the week, then by week.
 *
 * @param records records of each hour and week, {@link #NOT_LEARNED} where there is none
 * @param silences longest time within the hour without any arrival, seconds; the same
 * @param recordSilences longest time within the hour without a record, seconds; the same
 */
@SuppressWarnings("ArrayRecordComponent") // flat and unboxed on purpose; compared by no one
public record LearnedWeek(int[] records, int[] silences, int[] recordSilences) {
  /** How many weeks are remembered. */
  public static final int WEEKS = 6;

  /** With fewer good weeks than this an hour is not known. */
  public static final int LEAST_WEEKS = 3;

  static final int NOT_LEARNED = -1;
  static final int HOURS = 168;
  static final int SECONDS_AN_HOUR = 3_600;
  private static final double MAD_TO_SIGMA = 1.4826;

  /** Reads absent parts as nothing learned. */
  public LearnedWeek {
    records = records == null ? nothing() : records;
    silences = silences == null ? nothing() : silences;
    recordSilences = recordSilences == null ? nothing() : recordSilences;
  }

  /** Nothing learned. */
  public static LearnedWeek empty() {
    return new LearnedWeek(null, null, null);
  }

  /**
   * With an hour that is over.
   *
   * @param hour hours of the source's own clock since the epoch
   * @param good whether it may be learned from
   */
  LearnedWeek with(
      long hour, boolean good, int recordCount, int silentSeconds, int secondsWithoutRecord) {
    int place = place(hour);
    return new LearnedWeek(
        replaced(records, place, good ? recordCount : NOT_LEARNED),
        replaced(silences, place, good ? silentSeconds : NOT_LEARNED),
        replaced(recordSilences, place, good ? secondsWithoutRecord : NOT_LEARNED));
  }

  private static int[] replaced(int[] values, int place, int value) {
    int[] changed = values.clone();
    changed[place] = value;
    return changed;
  }

  /** Whether enough good weeks are known of an hour. */
  boolean isKnown(long hour) {
    return weeks(records, cell(hour)).length >= LEAST_WEEKS;
  }

  /** Whether most hours of the week are known. */
  boolean isKnown() {
    int known = 0;
    for (int cell = 0; cell < HOURS; cell++) {
      known += weeks(records, cell).length >= LEAST_WEEKS ? 1 : 0;
    }
    return known > HOURS / 2;
  }

  /** Whether anything usually arrives in an hour; true while nothing is known of it. */
  boolean isActive(long hour) {
    int[] weeks = weeks(silences, cell(hour));
    return weeks.length == 0 || median(weeks) < SECONDS_AN_HOUR;
  }

  /**
   * How long an hour usually is without a record at most, seconds; a whole one where none is usual,
   * or that is not known.
   */
  int recordSilenceSeconds(long hour) {
    int[] weeks = weeks(recordSilences, cell(hour));
    return weeks.length < LEAST_WEEKS
        ? SECONDS_AN_HOUR
        : (int) Math.min(SECONDS_AN_HOUR, Math.ceil(median(weeks) + 3 * deviation(weeks)));
  }

  /** Records usual in an hour: the median of the weeks. */
  double records(long hour) {
    return median(weeks(records, cell(hour)));
  }

  /** How much the weeks differ: a robust standard deviation of {@link #records(long)}. */
  double spread(long hour) {
    return deviation(weeks(records, cell(hour)));
  }

  /**
   * The longest silence usual in the hours in which it sends, seconds: of each active hour median
   * plus three robust deviations, of those the greatest; an hour at most, a minute at least.
   */
  int usualSilenceSeconds() {
    double longest = 60;
    for (int cell = 0; cell < HOURS; cell++) {
      if (isKnown(cell) && isActive(cell)) {
        int[] weeks = weeks(silences, cell);
        longest = Math.max(longest, median(weeks) + 3 * deviation(weeks));
      }
    }
    return (int) Math.min(SECONDS_AN_HOUR, Math.ceil(longest));
  }

  private static int[] weeks(int[] values, int cell) {
    int[] known = new int[WEEKS];
    int count = 0;
    for (int week = 0; week < WEEKS; week++) {
      int value = values[cell * WEEKS + week];
      if (value != NOT_LEARNED) {
        known[count++] = value;
      }
    }
    return Arrays.copyOf(known, count);
  }

  private static double median(int[] values) {
    if (values.length == 0) {
      return 0;
    }
    int[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : ((double) sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double deviation(int[] values) {
    double median = median(values);
    int[] off = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      off[i] = (int) Math.round(Math.abs(values[i] - median));
    }
    return MAD_TO_SIGMA * median(off);
  }

  private static int cell(long hour) {
    return (int) Math.floorMod(hour, (long) HOURS);
  }

  private static int place(long hour) {
    long week = Math.floorDiv(hour, (long) HOURS);
    return cell(hour) * WEEKS + (int) Math.floorMod(week, (long) WEEKS);
  }

  private static int[] nothing() {
    int[] values = new int[HOURS * WEEKS];
    Arrays.fill(values, NOT_LEARNED);
    return values;
  }
}
