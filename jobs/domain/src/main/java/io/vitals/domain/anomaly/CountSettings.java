package io.vitals.domain.anomaly;

import java.time.Duration;

/**
 * The detector for counts in regular buckets of an hour or a day of UTC: events, users, tickets.
 * Its tail probabilities hold for counts, few and many, after little history. Some microseconds a
 * bucket, less than two kilobytes a series.
 *
 * <p>It is for counts alone, which a series of free values is not, so {@link
 * DetectorSettings#standard} has none of it.
 *
 * @param bucket length of a bucket: an hour or a day
 * @param horizonDays days after which a bucket weighs 1/e of a new one in the level
 * @param odd tail probability at which an episode begins, in (0, 1)
 * @param calm busy buckets in a row that are not odd and end an episode, at least 1
 * @param renewal busy odd buckets after which their level is the new normal and the episode ends,
 *     at least 1; five busy ones that are not odd make up for one that is
 * @param calendar when customers work
 */
public record CountSettings(
    Duration bucket,
    double horizonDays,
    double odd,
    int calm,
    int renewal,
    WorkingCalendar calendar)
    implements DetectorSettings {
  static final String VARIANT = "counts";

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public CountSettings {
    if (!bucket.equals(Duration.ofHours(1)) && !bucket.equals(Duration.ofDays(1))) {
      throw new IllegalArgumentException("a bucket is an hour or a day, not " + bucket);
    }
    if (!(horizonDays > 0) || !(odd > 0 && odd < 1) || calm < 1 || renewal < 1) {
      throw new IllegalArgumentException("out of range: " + horizonDays + ", " + odd);
    }
  }

  /** Settings without holidays, with the usual renewal. */
  public CountSettings(Duration bucket, double horizonDays, double odd, int calm) {
    this(bucket, horizonDays, odd, calm, bucket.toDays() == 1 ? 5 : 16, WorkingCalendar.WEEKENDS);
  }

  /** As it comes for buckets of an hour. */
  public static CountSettings hourly() {
    return hourly(WorkingCalendar.WEEKENDS);
  }

  /** As it comes for buckets of an hour, where customers work like this. */
  public static CountSettings hourly(WorkingCalendar calendar) {
    return new CountSettings(Duration.ofHours(1), 7, 1e-3, 3, 16, calendar);
  }

  /** As it comes for buckets of a day. */
  public static CountSettings daily() {
    return daily(WorkingCalendar.WEEKENDS);
  }

  /** As it comes for buckets of a day, where customers work like this. */
  public static CountSettings daily(WorkingCalendar calendar) {
    return new CountSettings(Duration.ofDays(1), 21, 1e-3, 2, 5, calendar);
  }

  @Override
  public String variant() {
    return VARIANT;
  }

  @Override
  public Detector start() {
    return new CountDetector(this);
  }

  /**
   * A detector that has seen nothing but its peers. The first day tells it how large its series is;
   * from the second it judges. Without a season it gathers a week of hours all the same.
   *
   * @throws IllegalArgumentException if the prior's season has another number of slots than {@link
   *     #seasonSlots}
   */
  public Detector start(CountPrior prior) {
    return new CountDetector(this, prior);
  }

  @Override
  public Detector resume(byte[] snapshot) {
    return new CountDetector(this, snapshot);
  }

  /**
   * How many slots the season has: 96 for hours, each of four kinds of half days by whether the day
   * and the one beyond its nearer midnight are free; 7 for days, from Monday.
   */
  public int seasonSlots() {
    return new CountCalendar(this).slots();
  }

  /** Which slot of the season the bucket is in that holds a time, epoch milliseconds. */
  public int seasonSlot(long time) {
    return new CountCalendar(this).slot(time);
  }

  /** Buckets after which a bucket weighs 1/e of a new one in the level. */
  double horizon() {
    return horizonDays * (Duration.ofDays(1).toMillis() / (double) bucket.toMillis());
  }
}
