package io.vitals.domain.anomaly.budget;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the anomalies of a bucket have in common.
 *
 * <p><b>Source.</b> An account's anomaly is explained by a break of a source that feeds what is
 * measured, if it began in the break or with it, as long as the break lasts.
 *
 * <p><b>Segment.</b> Of n accounts of a segment that no break explains, let k be odd: their tail
 * probability is at most u. The segment's is that of at least k of n, where each account's
 * deviation shares rho of its variance with the others:
 *
 * <pre>
 * P(K >= k) = integral of phi(z) P(Binomial(n, q(z)) >= k) dz,
 * q(z) = Phi((Phi^-1(u) + sqrt(rho) z) / sqrt(1 - rho))
 * </pre>
 *
 * (one common factor: Vasicek, The distribution of loan portfolio value, 2002). The binomial, which
 * rho = 0 is, would take each holiday for a miracle. With at least a minimum of odd accounts and a
 * probability of at most u an anomaly of the segment opens; it lasts while that many of its
 * accounts are odd or in an episode. It explains these accounts, once it is alerted.
 */
public final class Causes {
  private static final Comparator<SourceBreak> EARLIEST_FIRST =
      Comparator.comparing(SourceBreak::since).thenComparing(SourceBreak::source);

  private Causes() {}

  /**
   * Segments whose anomaly is open.
   *
   * @param peers the segment and what is measured
   * @param since start of the bucket in which it began
   */
  public record OpenSegment(Peers peers, Instant since) {}

  /**
   * What was found.
   *
   * @param batch what the budget decides on: the segments, and the accounts that are odd or in an
   *     episode, each with its cause. All points are tests, and so are all segments by measure
   * @param segments anomalies of segments, by segment and measure
   * @param open the same to remember
   */
  public record Grouping(Batch batch, List<SegmentAnomaly> segments, List<OpenSegment> open) {}

  /**
   * Groups the points of a bucket.
   *
   * @param points every account's, whether odd or not, at most one of each series
   * @param breaks those of this time, still open or not
   * @param open segments whose anomaly was open after the bucket before
   */
  public static Grouping group(
      Bucket bucket,
      Collection<AccountPoint> points,
      Collection<SourceBreak> breaks,
      Collection<OpenSegment> open,
      CauseSettings settings) {
    List<SourceBreak> earliestFirst = breaks.stream().sorted(EARLIEST_FIRST).toList();
    Map<Peers, Instant> openSince = new TreeMap<>();
    open.forEach(one -> openSince.put(one.peers(), one.since()));

    Map<Peers, List<AccountPoint>> unexplained = new TreeMap<>();
    List<Candidate> candidates = new ArrayList<>();
    for (AccountPoint point : points) {
      Cause broken = broken(point, earliestFirst, bucket);
      if (point.segment() != null) {
        List<AccountPoint> peers =
            unexplained.computeIfAbsent(point.peers(), none -> new ArrayList<>());
        if (broken == null) {
          peers.add(point);
        }
      }
      if ((broken != null || point.segment() == null) && point.standsOut(settings)) {
        candidates.add(point.because(broken, bucket));
      }
    }

    List<SegmentAnomaly> segments = new ArrayList<>();
    unexplained.forEach(
        (peers, accounts) -> {
          List<AccountPoint> outstanding =
              accounts.stream().filter(point -> point.standsOut(settings)).toList();
          SegmentAnomaly segment =
              anomaly(peers, accounts.size(), outstanding, openSince.get(peers), bucket, settings);
          if (segment != null) {
            segments.add(segment);
            candidates.add(segment.candidate());
          }
          Cause cause = segment == null ? null : segment.asCause();
          outstanding.forEach(point -> candidates.add(point.because(cause, bucket)));
        });
    candidates.sort(Comparator.comparing(Candidate::series));
    return new Grouping(
        new Batch(bucket.start(), points.size() + unexplained.size(), candidates),
        segments,
        segments.stream().map(one -> new OpenSegment(one.peers(), one.since())).toList());
  }

  private static Cause broken(AccountPoint point, List<SourceBreak> earliestFirst, Bucket bucket) {
    return earliestFirst.stream()
        .filter(one -> one.explains(point, bucket))
        .map(one -> new Cause(Cause.Kind.SOURCE_BREAK, one.source()))
        .findFirst()
        .orElse(null);
  }

  private static SegmentAnomaly anomaly(
      Peers peers,
      int accounts,
      List<AccountPoint> outstanding,
      Instant openSince,
      Bucket bucket,
      CauseSettings settings) {
    if (outstanding.size() < settings.minimumAccounts()) {
      return null;
    }
    int odd = (int) outstanding.stream().filter(point -> point.isOdd(settings)).count();
    if (openSince == null && odd < settings.minimumAccounts()) {
      return null;
    }
    double tail = CountTail.atLeast(accounts, odd, settings.odd(), settings.correlation());
    if (openSince == null && tail > settings.odd()) {
      return null;
    }
    return new SegmentAnomaly(
        peers,
        openSince == null ? bucket.start() : openSince,
        accounts,
        accounts * settings.odd(),
        odd,
        tail,
        arr(outstanding),
        outstanding.stream().map(AccountPoint::series).sorted().toList());
  }

  /** What is known of it; null when nothing is. */
  private static Long arr(List<AccountPoint> points) {
    return points.stream()
        .map(AccountPoint::arrMinor)
        .filter(Objects::nonNull)
        .reduce(Long::sum)
        .orElse(null);
  }
}
