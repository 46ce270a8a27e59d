package io.vitals.domain.anomaly.episode;

import io.vitals.domain.anomaly.budget.Candidate;
import io.vitals.domain.anomaly.budget.Cause;
import io.vitals.domain.anomaly.budget.Peers;
import io.vitals.domain.anomaly.budget.SourceBreak;
import io.vitals.schemas.SignalScope;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Which candidate is told of by another.
 *
 * <ol>
 *   <li>What a broken source explains stays so.
 *   <li>What somebody said would come: by that. So is a sum of which that makes most.
 *   <li>What began with a sum that was told of, and stands out in the same hours: by that.
 *   <li>A sum of which one account, or one segment, makes at least half of what it is off, while no
 *       other segment moves the same way: by that.
 *   <li>A segment that moves as all accounts do: by the portfolio.
 *   <li>An account that stands out as its segment does: by what tells of the segment.
 * </ol>
 */
final class Explanations {
  private static final double MOST = 0.5;

  /**
   * Share of what a sum is off from which a part is more than chance beside the one that made it.
   */
  private static final double MATTERS = 0.1;

  private final Map<String, Group> groups;
  private final Map<String, Cause> causes = new HashMap<>();
  private final Map<String, Candidate> candidates = new TreeMap<>();
  private final Set<String> broken = new TreeSet<>();
  private final List<ToldSum> sums;
  private final Collection<Planned> planned;

  private Explanations(
      Map<String, Group> groups,
      List<Candidate> found,
      Collection<SourceBreak> breaks,
      List<ToldSum> sums,
      Collection<Planned> planned) {
    this.groups = groups;
    this.sums = sums;
    this.planned = planned;
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
   * @param sums episodes of segments and of all that were told of lately
   * @param planned what somebody said would come
   */
  static List<Candidate> of(
      Map<String, Group> groups,
      List<Candidate> found,
      Collection<SourceBreak> breaks,
      List<ToldSum> sums,
      Collection<Planned> planned) {
    Explanations explanations = new Explanations(groups, found, breaks, sums, planned);
    for (SignalScope scope : SignalScope.values()) {
      explanations.explain(scope, explanations::asWasPlanned);
    }
    // Before a part may explain a sum: what was told first stays what tells.
    explanations.explain(SignalScope.SEGMENT, explanations::asWasTold);
    explanations.explain(SignalScope.ACCOUNT, explanations::asWasTold);
    explanations.explain(SignalScope.SEGMENT, explanations::mostOf);
    explanations.explain(SignalScope.PORTFOLIO, explanations::mostOf);
    // Not before it is known whether one part makes most of all.
    explanations.explain(SignalScope.SEGMENT, explanations::asAllDo);
    explanations.explain(SignalScope.ACCOUNT, explanations::asItsSegmentDoes);
    return explanations.told();
  }

  /** Finds causes of what is of a scope and has none yet; a broken source comes first. */
  private void explain(SignalScope scope, Function<Group, Cause> rule) {
    for (Candidate candidate : candidates.values()) {
      Group group = groups.get(candidate.series());
      if (group != null && group.scope() == scope && !causes.containsKey(candidate.series())) {
        Cause broken = brokenSource(candidate, group);
        Cause cause = broken == null ? rule.apply(group) : broken;
        if (cause != null) {
          causes.put(candidate.series(), cause);
        }
      }
    }
  }

  private List<Candidate> told() {
    return candidates.values().stream()
        .map(candidate -> as(candidate.series(), candidate, causes.get(candidate.series())))
        .map(this::sincePlanned)
        .toList();
  }

  /** What outlasts what was planned is another episode: it begins when the plan ends. */
  private Candidate sincePlanned(Candidate candidate) {
    Group group = groups.get(candidate.series());
    Instant start = candidate.episodeStart();
    Instant begun =
        planned.stream()
            .filter(one -> group != null && one.isBefore(group))
            .map(one -> Instant.ofEpochMilli(one.until()))
            .filter(start::isBefore)
            .max(Comparator.naturalOrder())
            .orElse(start);
    return candidate.since(begun);
  }

  private Cause brokenSource(Candidate candidate, Group group) {
    if (candidate.cause() != null && candidate.cause().kind() == Cause.Kind.SOURCE_BREAK) {
      return candidate.cause();
    }
    return group.scope() == SignalScope.SOURCE && broken.contains(group.subject())
        ? new Cause(Cause.Kind.SOURCE_BREAK, group.subject())
        : null;
  }

  private Cause asWasPlanned(Group group) {
    return planned.stream()
        .filter(one -> one.explains(group))
        .map(Planned::asCause)
        .findFirst()
        .orElse(null);
  }

  private Cause asWasTold(Group part) {
    return sums.stream()
        .filter(sum -> sum.explains(part))
        .map(ToldSum::asCause)
        .findFirst()
        .orElse(null);
  }

  /** The portfolio, where it moves the same way and no part makes most of it. */
  private Cause asAllDo(Group segment) {
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

  private Cause asItsSegmentDoes(Group account) {
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

  /** The part of a sum that makes most of what it is off, and has no cause but a plan. */
  private Cause mostOf(Group sum) {
    return candidates.keySet().stream()
        .filter(series -> !causes.containsKey(series) || isPlanned(series))
        .map(groups::get)
        .filter(part -> part != null && isPart(part, sum))
        .filter(part -> part.shareOf(sum) >= MOST && isAlone(part, sum))
        .min(Comparator.comparingDouble(Group::tail))
        .map(
            part ->
                isPlanned(part.series())
                    ? causes.get(part.series())
                    : new Cause(Cause.Kind.PART, part.series()))
        .orElse(null);
  }

  private boolean isPlanned(String series) {
    Cause cause = causes.get(series);
    return cause != null && cause.kind() == Cause.Kind.PLANNED;
  }

  /** Whether no other segment moves the way the sum does, by enough to matter to it. */
  private boolean isAlone(Group part, Group sum) {
    String own = part.scope() == SignalScope.SEGMENT ? part.subject() : part.oddest().segment();
    return sum.scope() != SignalScope.PORTFOLIO
        || candidates.keySet().stream()
            .filter(series -> !causes.containsKey(series))
            .map(groups::get)
            .filter(other -> other != null && other.scope() == SignalScope.SEGMENT)
            .filter(other -> other.family() == sum.family() && other.kind() == sum.kind())
            .allMatch(
                other ->
                    other.since() == null
                        || other.subject().equals(own)
                        || other.shareOf(sum) < MATTERS);
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
