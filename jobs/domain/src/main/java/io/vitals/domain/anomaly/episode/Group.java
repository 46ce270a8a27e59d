package io.vitals.domain.anomaly.episode;

import io.vitals.domain.anomaly.budget.AccountPoint;
import io.vitals.domain.anomaly.budget.Bucket;
import io.vitals.domain.anomaly.budget.Peers;
import io.vitals.domain.anomaly.series.Family;
import io.vitals.domain.anomaly.series.SeriesPoint;
import io.vitals.schemas.Entity;
import io.vitals.schemas.SignalKind;
import io.vitals.schemas.SignalScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * The points of one decision that are of one subject and move together. Of n points the group's
 * tail probability is n times the least (Bonferroni), which holds however they depend on each
 * other.
 *
 * @param scope what the subject is
 * @param subject who it is
 * @param family what was measured
 * @param points the oddest first; never empty
 */
record Group(SignalScope scope, String subject, Family family, List<SeriesPoint> points) {
  private static final Comparator<SeriesPoint> ODDEST_FIRST =
      Comparator.comparingDouble((SeriesPoint point) -> tail(point))
          .thenComparing(SeriesPoint::measure)
          .thenComparingLong(SeriesPoint::bucketMillis)
          .thenComparingLong(SeriesPoint::bucketStart);

  static Group of(List<SeriesPoint> points) {
    SeriesPoint first = points.get(0);
    return new Group(
        first.scope(),
        first.subject(),
        first.measure().family(),
        points.stream().sorted(ODDEST_FIRST).toList());
  }

  /** Name of what the budget decides on: a segment's sum and its accounts are one. */
  String series() {
    return seriesOf(family);
  }

  /** The same of another family of the subject. */
  String seriesOf(Family other) {
    return scope == SignalScope.SEGMENT
        ? new Peers(subject, label(other)).series()
        : ownSeries(other);
  }

  /** Name of what was measured of the subject itself. */
  String ownSeries() {
    return ownSeries(family);
  }

  private String ownSeries(Family other) {
    return scope.name().toLowerCase(Locale.ROOT) + "/" + subject + "/" + label(other);
  }

  String label() {
    return label(family);
  }

  private static String label(Family family) {
    return family.name().toLowerCase(Locale.ROOT);
  }

  SeriesPoint oddest() {
    return points.get(0);
  }

  /** The oddest point, whether that way is told of or not. */
  SeriesPoint oddestEitherWay() {
    return points.stream()
        .min(Comparator.comparingDouble(SeriesPoint::tailProbability))
        .orElseThrow();
  }

  double tail() {
    return Math.min(1, points.size() * tail(oddest()));
  }

  /** Start of the first bucket of the earliest episode that its points are in; null for none. */
  Instant since() {
    return points.stream()
        .filter(Group::isInEpisode)
        .map(SeriesPoint::since)
        .min(Comparator.naturalOrder())
        .map(Instant::ofEpochMilli)
        .orElse(null);
  }

  /** Start of the first bucket judged. */
  Instant start() {
    return Instant.ofEpochMilli(
        points.stream().mapToLong(SeriesPoint::bucketStart).min().orElseThrow());
  }

  /** End of the last bucket judged. */
  long end() {
    return points.stream()
        .mapToLong(point -> point.bucketStart() + point.bucketMillis())
        .max()
        .orElseThrow();
  }

  /** What its oddest point would be called. */
  SignalKind kind() {
    return family.kind(oddest().isDown());
  }

  /** The first bucket of its earliest episode; outside of one, that of its oddest point. */
  Bucket first() {
    return points.stream()
        .filter(Group::isInEpisode)
        .min(Comparator.comparing(SeriesPoint::since))
        .map(point -> bucket(point.since(), point))
        .orElseGet(() -> bucket(oddest().bucketStart(), oddest()));
  }

  private static Bucket bucket(long start, SeriesPoint point) {
    return new Bucket(Instant.ofEpochMilli(start), Duration.ofMillis(point.bucketMillis()));
  }

  /** Whether it is in an episode that began before what is judged. */
  boolean goesOn() {
    return since() != null && since().isBefore(start());
  }

  /**
   * The share of what a sum is off that this makes, by what is oddest of the sum in the same
   * bucket: a day of a part says nothing of an hour of the sum.
   */
  double shareOf(Group sum) {
    SeriesPoint whole = sum.oddest();
    return points.stream()
        .filter(point -> point.measure() == whole.measure())
        .filter(point -> point.bucketStart() == whole.bucketStart())
        .filter(point -> point.bucketMillis() == whole.bucketMillis())
        .mapToDouble(point -> point.deviation() / whole.deviation())
        .findFirst()
        .orElse(0);
  }

  AccountPoint asPoint() {
    boolean hasPeers = scope == SignalScope.ACCOUNT;
    return new AccountPoint(
        ownSeries(),
        hasPeers ? oddest().segment() : null,
        label(),
        tail(),
        since(),
        points.stream()
            .map(SeriesPoint::arrMinor)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null),
        family.fedBy() == null ? Set.<Entity>of() : Set.of(family.fedBy()));
  }

  static boolean isInEpisode(SeriesPoint point) {
    return point.since() != null && point.tells();
  }

  /**
   * What is only the other way is as usual; where only one way is told of, only one is tested, and
   * a probability of both counts half.
   */
  private static double tail(SeriesPoint point) {
    if (!point.tells()) {
      return 1;
    }
    Family family = point.measure().family();
    boolean bothWays = family.tells(point.scope(), true) && family.tells(point.scope(), false);
    return bothWays ? point.tailProbability() : point.tailProbability() / 2;
  }
}
