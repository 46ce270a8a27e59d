package io.vitals.bench;

import io.vitals.domain.anomaly.budget.AccountPoint;
import io.vitals.domain.anomaly.budget.Bucket;
import io.vitals.domain.anomaly.budget.Peers;
import io.vitals.schemas.Entity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A stream of tail probabilities, a bucket a day, whose truth is known. Deviations of normal points
 * are standard normal; those of a segment share a part of their variance, and those of an account a
 * part with its day before. An anomaly lasts {@link #LASTING} days and moves the deviation.
 */
final class BudgetStream {
  static final int SEGMENTS = 20;
  static final int LASTING = 5;

  private static final String MEASURE = "usage";

  /** A day with which periods of 60 days begin. */
  private static final Instant START = Instant.parse("2026-01-07T00:00:00Z");

  private static final Duration DAY = Duration.ofDays(1);
  private static final double NOT_ODD = 0.5;

  private final Scenario scenario;
  private final SplittableRandom random;
  private final double[] deviations;
  private final int[] begins;
  private final int segmentBegins;
  private int day;

  /**
   * What a stream is like.
   *
   * @param description for people
   * @param common share of variance in common within a segment on a day
   * @param persistent correlation of an account's deviation with that of the day before
   * @param anomalies accounts with an anomaly, each of another time
   * @param shift how far they are out, standard deviations
   * @param segmentShare share of the accounts of one segment that are out by as much at once
   */
  record Scenario(
      String description,
      double common,
      double persistent,
      int anomalies,
      double shift,
      double segmentShare) {}

  BudgetStream(Scenario scenario, int series, int days, long seed) {
    this.scenario = scenario;
    random = new SplittableRandom(seed);
    deviations = new double[series];
    begins = new int[series];
    for (int i = 0; i < series; i++) {
      deviations[i] = random.nextGaussian();
      begins[i] = i < scenario.anomalies() ? random.nextInt(days - LASTING + 1) : days;
    }
    segmentBegins = scenario.segmentShare() > 0 ? random.nextInt(days - LASTING + 1) : days;
    day = -1;
  }

  /** Goes on by a day; the tail probability of each series. */
  double[] next() {
    day++;
    double[] common = new double[SEGMENTS];
    for (int segment = 0; segment < SEGMENTS; segment++) {
      common[segment] = Math.sqrt(scenario.common()) * random.nextGaussian();
    }
    double innovation = Math.sqrt(1 - scenario.persistent() * scenario.persistent());
    double own = Math.sqrt(1 - scenario.common());
    double[] tails = new double[deviations.length];
    for (int i = 0; i < tails.length; i++) {
      deviations[i] = scenario.persistent() * deviations[i] + innovation * random.nextGaussian();
      double shift = isAnomalous(i) ? scenario.shift() : 0;
      tails[i] = upperTail(common[i % SEGMENTS] + own * deviations[i] + shift);
    }
    return tails;
  }

  Bucket bucket() {
    return new Bucket(START.plus(DAY.multipliedBy(day)), DAY);
  }

  /** The day's points. A detector is granted that it knows when an anomaly's episode began. */
  List<AccountPoint> points(double[] tails) {
    List<AccountPoint> points = new ArrayList<>(tails.length);
    for (int i = 0; i < tails.length; i++) {
      Instant began = isAnomalous(i) ? START.plus(DAY.multipliedBy(day - sinceDays(i))) : null;
      points.add(
          new AccountPoint(
              series(i),
              segment(i),
              MEASURE,
              tails[i],
              began,
              1_000L * i,
              Set.of(Entity.TELEMETRY)));
    }
    return points;
  }

  /** Whether it is right to alert this series today. */
  boolean isTrue(String series) {
    int index = index(series);
    return index >= 0
        ? isAnomalous(index)
        : inSegmentsAnomaly() && series.equals(new Peers(segment(0), MEASURE).series());
  }

  boolean isAnomalous(int index) {
    return (day >= begins[index] && day < begins[index] + LASTING)
        || (inSegmentsAnomaly() && isInSegmentsAnomaly(index));
  }

  /** Days since the anomaly of a series began. */
  int sinceDays(int index) {
    return inSegmentsAnomaly() && isInSegmentsAnomaly(index)
        ? day - segmentBegins
        : day - begins[index];
  }

  /** All accounts that have an anomaly of their own at some time. */
  Set<String> planted() {
    Set<String> planted = new HashSet<>();
    for (int i = 0; i < scenario.anomalies(); i++) {
      planted.add(series(i));
    }
    return planted;
  }

  static String series(int index) {
    return "account-" + index;
  }

  /** Index of an account's series; -1 for another. */
  static int index(String series) {
    return series.startsWith("account-")
        ? Integer.parseInt(series.substring("account-".length()))
        : -1;
  }

  private boolean inSegmentsAnomaly() {
    return day >= segmentBegins && day < segmentBegins + LASTING;
  }

  /** Of the first segment, by its last accounts: the first ones have anomalies of their own. */
  private boolean isInSegmentsAnomaly(int index) {
    return index % SEGMENTS == 0 && index >= (1 - scenario.segmentShare()) * deviations.length;
  }

  private static String segment(int index) {
    return "segment-" + index % SEGMENTS;
  }

  /** P(Z > z) by Laplace's continued fraction, where it may matter. */
  private static double upperTail(double z) {
    if (z < 2) {
      return NOT_ODD;
    }
    double fraction = z;
    for (int k = 100; k >= 1; k--) {
      fraction = z + k / fraction;
    }
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) / fraction;
  }
}
