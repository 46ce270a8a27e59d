package io.vitals.domain.anomaly.episode;

import io.vitals.domain.anomaly.budget.Candidate;
import io.vitals.domain.anomaly.budget.Causes.OpenSegment;
import io.vitals.domain.anomaly.budget.Decision;
import io.vitals.domain.anomaly.budget.Decision.Reason;
import io.vitals.domain.anomaly.budget.Decision.Suppressed;
import io.vitals.domain.anomaly.series.SeriesPoint;
import io.vitals.schemas.Signal;
import io.vitals.schemas.SignalAction;
import io.vitals.schemas.SignalKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The episodes of one decision: which go on, which end, which begin, and what is told of it. */
final class Episodes {
  /** So many times less probable is a good deal odder, and told again. */
  private static final double ODDER = 1e-3;

  /** A surge that falls this oddly is told of as what it has become. */
  private static final double TURNED = 1e-9;

  private static final long AGAIN_AFTER_MILLIS = Duration.ofDays(1).toMillis();

  private final Map<String, OpenEpisode> open = new TreeMap<>();
  private final Map<String, Group> groups;
  private final Instant now;
  private final List<Signal> signals = new ArrayList<>();

  Episodes(List<OpenEpisode> before, Map<String, Group> groups, Instant now) {
    before.forEach(episode -> open.put(episode.series(), episode));
    this.groups = groups;
    this.now = now;
  }

  /** Candidates of episodes that were told of keep the start that was told. */
  List<Candidate> asKnown(List<Candidate> candidates) {
    return candidates.stream().map(this::asKnown).toList();
  }

  private Candidate asKnown(Candidate candidate) {
    OpenEpisode known = open.get(candidate.series());
    return known == null ? candidate : candidate.since(Instant.ofEpochMilli(known.since()));
  }

  /** Ends the episodes of subjects that are watched no more. */
  void endThoseOf(Collection<SeriesPoint> points) {
    Set<String> ended = new HashSet<>();
    points.stream()
        .filter(SeriesPoint::isEnd)
        .forEach(point -> ended.add(point.scope() + "/" + point.subject()));
    for (OpenEpisode episode : List.copyOf(open.values())) {
      if (ended.contains(episode.scope() + "/" + episode.subject())) {
        end(episode);
      }
    }
  }

  /** Ends what somebody said was planned; what outlasts the plan begins anew. */
  void endPlanned(Collection<Planned> planned) {
    for (OpenEpisode episode : List.copyOf(open.values())) {
      if (planned.stream().anyMatch(one -> one.covers(episode, now.toEpochMilli()))) {
        end(episode);
      }
    }
  }

  /**
   * Takes the episodes on by what was judged.
   *
   * @param decision tells what has a cause that is told of in its stead
   */
  void goOn(Collection<OpenSegment> segments, Decision decision) {
    Set<String> together = new HashSet<>();
    segments.forEach(segment -> together.add(segment.peers().series()));
    for (OpenEpisode before : List.copyOf(open.values())) {
      Group group = groups.get(before.series());
      if (group == null) {
        continue;
      }
      OpenEpisode episode = before.with(group);
      if (hasTurned(before, group) && !isExplained(before, decision)) {
        end(before);
        begin(group, group.kind(), Instant.ofEpochMilli(group.oddest().bucketStart()));
        signals.add(
            SignalRows.raised(
                open.get(group.series()), group, List.of(), group.oddest().arrMinor(), now));
        continue;
      }
      if (episode.odd().isEmpty() && !together.contains(episode.series())) {
        end(episode);
        continue;
      }
      boolean isOdder = group.tail() <= episode.worst() * ODDER;
      boolean isOlder = now.toEpochMilli() - episode.toldAt() >= AGAIN_AFTER_MILLIS;
      if (isOdder || isOlder) {
        episode = episode.told(now.toEpochMilli(), group.tail());
        signals.add(SignalRows.of(episode, SignalAction.UPDATE, group, now));
      }
      open.put(episode.series(), episode);
    }
  }

  /** Begins the episodes that the budget lets through. */
  void begin(Decision decision) {
    for (Candidate alert : decision.alerts()) {
      Group group = groups.get(alert.series());
      if (group == null || open.containsKey(alert.series())) {
        continue;
      }
      List<Group> explained =
          decision.suppressed().stream()
              .filter(one -> one.reason() == Reason.EXPLAINED)
              .filter(one -> one.cause().id().equals(alert.series()))
              .map(Suppressed::candidate)
              .map(candidate -> groups.get(candidate.series()))
              .filter(one -> one != null)
              .toList();
      boolean isDown = isDown(group, explained);
      begin(group, group.family().kind(isDown), alert.episodeStart());
      signals.add(
          SignalRows.raised(open.get(group.series()), group, explained, alert.arrMinor(), now));
    }
  }

  private void begin(Group group, SignalKind kind, Instant since) {
    OpenEpisode episode =
        new OpenEpisode(
                group.series(),
                group.scope(),
                group.subject(),
                group.family(),
                kind,
                since.toEpochMilli(),
                now.toEpochMilli(),
                group.tail(),
                List.of())
            .with(group);
    open.put(episode.series(), episode);
  }

  /** Whether a surge has become a collapse. What comes back after a collapse is no news. */
  private static boolean hasTurned(OpenEpisode before, Group group) {
    return group.oddest().isDown()
        && group.kind() != null
        && group.kind() != before.kind()
        && group.tail() <= Math.min(before.worst(), TURNED);
  }

  private static boolean isExplained(OpenEpisode episode, Decision decision) {
    return decision.suppressed().stream()
        .filter(one -> one.reason() == Reason.EXPLAINED)
        .anyMatch(one -> one.candidate().series().equals(episode.series()));
  }

  private void end(OpenEpisode episode) {
    Group group = groups.get(episode.series());
    open.remove(episode.series());
    signals.add(SignalRows.of(episode, SignalAction.CLEAR, group, now));
  }

  List<OpenEpisode> open() {
    return List.copyOf(open.values());
  }

  List<Signal> signals() {
    return List.copyOf(signals);
  }

  /** A sum that is itself as usual went the way most of its accounts did. */
  private static boolean isDown(Group group, List<Group> explained) {
    if (explained.isEmpty() || group.since() != null) {
      return group.oddest().isDown();
    }
    long down = explained.stream().filter(one -> one.oddest().isDown()).count();
    return group.family().tells(group.scope(), true) && 2 * down > explained.size();
  }
}
