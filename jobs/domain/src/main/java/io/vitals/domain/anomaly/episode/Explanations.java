package io.vitals.domain.anomaly.episode;

import io.vitals.domain.anomaly.budget.Candidate;
import io.vitals.domain.anomaly.budget.Cause;
import io.vitals.domain.anomaly.budget.Peers;
import io.vitals.domain.anomaly.budget.SourceBreak;
import io.vitals.schemas.SignalScope;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which candidate is told of by another.
 *
 * <ol>
 *   <li>What a broken source explains stays so.
 *   <li>A sum of which one account, or one segment, makes at least half of what it is off: by that.
 *   <li>A segment that moves as all accounts do: by the portfolio.
 *   <li>An account that stands out as its segment does: by what tells of the segment.
 * </ol>
 */
final class Explanations {
  private static final double MOST = 0.5;

  /** Segments again, when it is known whether all of them move as one. */
  private static final List<SignalScope> DECIDED_IN_TURN =
      List.of(
          SignalScope.SOURCE,
          SignalScope.SEGMENT,
          SignalScope.PORTFOLIO,
          SignalScope.SEGMENT,
          SignalScope.ACCOUNT);

  private final Map<String, Group> groups;
  private final Set<String> settled = new TreeSet<>();
  private final Map<String, Candidate> candidates = new TreeMap<>();
  private final Set<String> broken = new TreeSet<>();

  private Explanations(
      Map<String, Group> groups, List<Candidate> found, Collection<SourceBreak> breaks) {
    this.groups = groups;
    breaks.forEach(one -> broken.add(one.source()));
    Map<String, String> decidedAs = new HashMap<>();
    groups.values().forEach(group -> decidedAs.put(group.ownSeries(), group.series()));
    for (Candidate candidate : found) {
      String series = decidedAs.getOrDefault(candidate.series(), candidate.series());
      candidates.merge(series, as(series, candidate, candidate.cause()), Explanations::both);
    }
  }

  /**
   * Candidates, at most one of each series, with their causes.
   *
   * @param groups what was judged, by series
   * @param breaks sources that are broken, or were lately: what they make up for then is theirs
   * @param found candidates; of a segment there may be two, by its sum and by its accounts
   */
  static List<Candidate> of(
      Map<String, Group> groups, List<Candidate> found, Collection<SourceBreak> breaks) {
    Explanations explanations = new Explanations(groups, found, breaks);
    Map<String, Cause> causes = new HashMap<>();
    for (SignalScope scope : DECIDED_IN_TURN) {
      for (Candidate candidate : explanations.candidates.values()) {
        Group group = groups.get(candidate.series());
        SignalScope its = group == null ? SignalScope.SEGMENT : group.scope();
        if (its == scope && !causes.containsKey(candidate.series())) {
          Cause cause = explanations.cause(candidate, group, causes);
          if (cause != null) {
            causes.put(candidate.series(), cause);
          }
        }
      }
    }
    return explanations.candidates.values().stream()
        .map(candidate -> as(candidate.series(), candidate, causes.get(candidate.series())))
        .toList();
  }

  private Cause cause(Candidate candidate, Group group, Map<String, Cause> causes) {
    if (group == null) {
      return null;
    }
    if (candidate.cause() != null && candidate.cause().kind() == Cause.Kind.SOURCE_BREAK) {
      return candidate.cause();
    }
    if (group.scope() == SignalScope.SOURCE && broken.contains(group.subject())) {
      return new Cause(Cause.Kind.SOURCE_BREAK, group.subject());
    }
    Optional<Group> part = mostOf(group, causes);
    if (part.isPresent()) {
      return new Cause(Cause.Kind.PART, part.get().series());
    }
    if (group.scope() == SignalScope.SEGMENT) {
      return settled.add(group.series()) ? null : asAllDo(group, causes);
    }
    return group.scope() == SignalScope.ACCOUNT ? asItsSegmentDoes(group, causes) : null;
  }

  /** The portfolio, where it moves the same way and no part makes most of it. */
  private Cause asAllDo(Group segment, Map<String, Cause> causes) {
    for (String series : candidates.keySet()) {
      Group all = groups.get(series);
      if (all != null
          && all.scope() == SignalScope.PORTFOLIO
          && all.family() == segment.family()
          && all.oddest().isDown() == segment.oddest().isDown()
          && !causes.containsKey(series)) {
        return new Cause(Cause.Kind.PART, series);
      }
    }
    return null;
  }

  private Cause asItsSegmentDoes(Group account, Map<String, Cause> causes) {
    if (account.oddest().segment() == null) {
      return null;
    }
    String series = new Peers(account.oddest().segment(), account.label()).series();
    Group sum = groups.get(series);
    boolean sameWay = sum == null || sum.oddest().isDown() == account.oddest().isDown();
    if (!candidates.containsKey(series) || !sameWay) {
      return null;
    }
    Cause beyond = causes.get(series);
    if (beyond == null) {
      return new Cause(Cause.Kind.SEGMENT, series);
    }
    boolean isOfAll =
        groups.get(beyond.id()) != null && groups.get(beyond.id()).scope() == SignalScope.PORTFOLIO;
    return isOfAll ? beyond : null;
  }

  /** The part of a sum that makes most of what it is off, and has no cause of its own. */
  private Optional<Group> mostOf(Group sum, Map<String, Cause> causes) {
    if (sum.scope() != SignalScope.SEGMENT && sum.scope() != SignalScope.PORTFOLIO) {
      return Optional.empty();
    }
    return candidates.keySet().stream()
        .filter(series -> !causes.containsKey(series))
        .map(groups::get)
        .filter(part -> part != null && isPart(part, sum))
        .filter(part -> part.deviation() / sum.deviation() >= MOST)
        .min(Comparator.comparingDouble(Group::tail));
  }

  private static boolean isPart(Group part, Group sum) {
    boolean below =
        switch (part.scope()) {
          case ACCOUNT ->
              sum.scope() == SignalScope.PORTFOLIO || sum.subject().equals(part.oddest().segment());
          case SEGMENT -> sum.scope() == SignalScope.PORTFOLIO;
          default -> false;
        };
    return below && part.family() == sum.family();
  }

  /** One candidate of two: twice the lesser probability holds for both. */
  private static Candidate both(Candidate one, Candidate other) {
    Long arr =
        one.arrMinor() == null
            ? other.arrMinor()
            : other.arrMinor() == null
                ? one.arrMinor()
                : Long.valueOf(Math.max(one.arrMinor(), other.arrMinor()));
    return new Candidate(
        one.series(),
        Math.min(1, 2 * Math.min(one.tailProbability(), other.tailProbability())),
        one.episodeStart().isBefore(other.episodeStart())
            ? one.episodeStart()
            : other.episodeStart(),
        arr,
        one.cause() == null ? other.cause() : one.cause());
  }

  private static Candidate as(String series, Candidate candidate, Cause cause) {
    return new Candidate(
        series, candidate.tailProbability(), candidate.episodeStart(), candidate.arrMinor(), cause);
  }
}
