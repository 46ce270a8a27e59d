package io.vitals.domain.anomaly.episode;

import io.vitals.domain.anomaly.budget.Bucket;
import io.vitals.domain.anomaly.budget.Cause;
import io.vitals.domain.anomaly.series.Family;
import io.vitals.schemas.SignalKind;
import io.vitals.schemas.SignalScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An episode of a segment, or of all, that was told of. What began while it was odd, and stands out
 * before it is over, is a part of it, even where it is judged by the day, when the hours are past.
 * Flat; times are epoch milliseconds.
 *
 * @param series what the budget decides on
 * @param scope a segment or all
 * @param subject the segment; empty for all
 * @param kind what it is called
 * @param since start of its first bucket
 * @param oddUntil end of its last bucket that was odd
 * @param until end of its last bucket
 */
public record ToldSum(
    String series,
    SignalScope scope,
    String subject,
    SignalKind kind,
    long since,
    long oddUntil,
    long until) {
  private static final double ODD = 0.01;

  /** A day is judged when it is over: longer than a day is kept for what is judged late. */
  private static final Duration KEPT = Duration.ofDays(3);

  /**
   * What is known after some points were judged.
   *
   * @param before what was known
   * @param open episodes that were told of and go on
   * @param groups what was judged, by series
   */
  static List<ToldSum> known(
      List<ToldSum> before, Collection<OpenEpisode> open, Map<String, Group> groups, Instant now) {
    Map<String, ToldSum> known = new TreeMap<>();
    before.forEach(sum -> known.put(sum.key(), sum));
    for (OpenEpisode episode : open) {
      Group group = groups.get(episode.series());
      if (isSum(episode.scope()) && group != null) {
        ToldSum sum = of(episode);
        known.put(sum.key(), known.getOrDefault(sum.key(), sum).with(group));
      }
    }
    long oldest = now.minus(KEPT).toEpochMilli();
    known.values().removeIf(sum -> sum.until < oldest);
    return List.copyOf(known.values());
  }

  private static ToldSum of(OpenEpisode episode) {
    long since = episode.since();
    return new ToldSum(
        episode.series(), episode.scope(), episode.subject(), episode.kind(), since, since, since);
  }

  private static boolean isSum(SignalScope scope) {
    return scope == SignalScope.SEGMENT || scope == SignalScope.PORTFOLIO;
  }

  private String key() {
    return series + "/" + since;
  }

  private ToldSum with(Group group) {
    long end = Math.max(until, group.end());
    boolean isOdd = group.tail() <= ODD && group.kind() == kind;
    return new ToldSum(series, scope, subject, kind, since, isOdd ? end : oddUntil, end);
  }

  /**
   * Whether it tells of what an account or a segment shows. What goes on may have swung over: when
   * all is as usual again, it is more than of late.
   */
  boolean explains(Group part) {
    Bucket first = part.first();
    boolean beganThen =
        first.start().toEpochMilli() < oddUntil
            && first.start().plus(first.length()).toEpochMilli() >= since;
    boolean isThen = part.oddest().bucketStart() < until;
    boolean isSame = part.kind() == kind || isOf(part.family()) && part.goesOn();
    return isOver(part) && beganThen && isThen && isSame;
  }

  private boolean isOf(Family family) {
    return kind == family.kind(true) || kind == family.kind(false);
  }

  private boolean isOver(Group part) {
    return switch (part.scope()) {
      case ACCOUNT -> scope == SignalScope.PORTFOLIO || subject.equals(part.oddest().segment());
      case SEGMENT -> scope == SignalScope.PORTFOLIO;
      default -> false;
    };
  }

  Cause asCause() {
    return new Cause(Cause.Kind.TOLD, series);
  }
}
