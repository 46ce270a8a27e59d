package io.vitals.domain.anomaly.episode;

import io.vitals.domain.anomaly.series.SeriesPoint;
import io.vitals.schemas.MeasureEvidence;
import io.vitals.schemas.Signal;
import io.vitals.schemas.SignalAction;
import io.vitals.schemas.SignalScope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Rows of {@code signals}. */
final class SignalRows {
  private static final int MOST_EVIDENCE = 4;

  private SignalRows() {}

  /** That an episode begins to be told of, with those it is told of in the stead of. */
  static Signal raised(
      OpenEpisode episode, Group group, List<Group> explained, Long arrMinor, Instant now) {
    Signal signal = of(episode, SignalAction.RAISE, group, now);
    signal.setArrMinor(arrMinor);
    signal.setExplains(
        explained.stream()
            .filter(one -> one.scope() == SignalScope.ACCOUNT)
            .map(Group::subject)
            .sorted()
            .toList());
    return signal;
  }

  /**
   * What an episode is like now.
   *
   * @param group what was judged of it now; null when nothing was
   */
  static Signal of(OpenEpisode episode, SignalAction action, Group group, Instant now) {
    SeriesPoint oddest = group == null ? null : group.oddest();
    boolean isOver = action == SignalAction.CLEAR;
    return Signal.newBuilder()
        .setIngestTime(now)
        .setEpisodeId(episode.id())
        .setAction(action)
        .setKind(episode.kind())
        .setScope(episode.scope())
        .setSubject(episode.subject())
        .setSegment(oddest == null ? null : oddest.segment())
        .setSince(Instant.ofEpochMilli(episode.since()))
        .setUntil(isOver ? until(group, now) : null)
        .setArrMinor(oddest == null ? null : oddest.arrMinor())
        .setRenewalDate(
            oddest == null || oddest.renewalEpochDay() == null
                ? null
                : LocalDate.ofEpochDay(oddest.renewalEpochDay()))
        .setEvidence(group == null ? List.of() : evidence(group))
        .setExplains(List.of())
        .build();
  }

  private static Instant until(Group group, Instant now) {
    return group == null ? now : Instant.ofEpochMilli(group.end());
  }

  private static List<MeasureEvidence> evidence(Group group) {
    return group.points().stream()
        .limit(MOST_EVIDENCE)
        .map(
            point ->
                MeasureEvidence.newBuilder()
                    .setMeasure(point.measure().label())
                    .setBucketStart(Instant.ofEpochMilli(point.bucketStart()))
                    .setBucketSeconds(point.bucketMillis() / 1_000)
                    .setObserved(point.observed())
                    .setExpected(point.expected())
                    .setLow(point.low())
                    .setHigh(point.high())
                    .setTailProbability(point.tailProbability())
                    .build())
        .toList();
  }
}
