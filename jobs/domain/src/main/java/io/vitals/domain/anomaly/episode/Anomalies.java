package io.vitals.domain.anomaly.episode;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.vitals.domain.anomaly.budget.AlertBudgetSettings;
import io.vitals.domain.anomaly.budget.Batch;
import io.vitals.domain.anomaly.budget.Bucket;
import io.vitals.domain.anomaly.budget.Candidate;
import io.vitals.domain.anomaly.budget.Causes;
import io.vitals.domain.anomaly.budget.Causes.OpenSegment;
import io.vitals.domain.anomaly.budget.Decision;
import io.vitals.domain.anomaly.budget.Peers;
import io.vitals.domain.anomaly.budget.SourceBreak;
import io.vitals.domain.anomaly.episode.AnomalyMemory.OpenPeers;
import io.vitals.domain.anomaly.series.Family;
import io.vitals.domain.anomaly.series.SeriesPoint;
import io.vitals.schemas.AnomalyDecision;
import io.vitals.schemas.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides on all points that were judged at one moment.
 *
 * <ol>
 *   <li>Points of a subject that move together are one candidate ({@link Group}). Errors are none
 *       while there is far more use.
 *   <li>What a broken source, a segment or a part explains is told of with that, not by itself;
 *       what was planned is not told of.
 *   <li>The budget decides on the rest; who is told of begins an episode.
 *   <li>An episode is told of again when it is a day older or a good deal odder.
 *   <li>It ends when none of its series is in an episode any longer. Only points say so: what
 *       stopped to come ends nothing, but a subject that is watched no more ends its own.
 * </ol>
 */
public final class Anomalies {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final Duration HOUR = Duration.ofHours(1);

  private static final double MORE_USE = 0.01;

  private Anomalies() {}

  /**
   * What was decided.
   *
   * @param signals what is told, in the order of episodes
   * @param decision the budget's word on every candidate
   * @param row the same, to be published; empty when nothing stood out
   * @param next what is remembered
   */
  public record Step(
      List<Signal> signals, Decision decision, Optional<AnomalyDecision> row, AnomalyMemory next) {}

  /**
   * Decides.
   *
   * @param now the moment
   * @param points all that were judged at it, in any order
   * @param breaks sources that are broken, or were lately
   * @param planned what somebody said would come
   */
  public static Step decide(
      AnomalyMemory memory,
      Instant now,
      Collection<SeriesPoint> points,
      Collection<SourceBreak> breaks,
      Collection<Planned> planned,
      AnomalySettings settings) {
    Map<String, Group> groups = grouped(points);
    Bucket bucket = bucket(groups, now);
    Causes.Grouping grouping =
        Causes.group(
            bucket,
            groups.values().stream().map(Group::asPoint).toList(),
            breaks,
            memory.segments().stream().map(Anomalies::opened).toList(),
            settings.causes());
    Episodes episodes = new Episodes(memory.episodes(), groups, now);
    List<ToldSum> sums = ToldSum.known(memory.sums(), memory.episodes(), groups, now);
    List<Candidate> candidates =
        episodes.asKnown(
            Explanations.of(groups, grouping.batch().candidates(), breaks, sums, planned));
    Batch batch = new Batch(now, Math.max(grouping.batch().tests(), candidates.size()), candidates);

    long day = Math.floorDiv(now.toEpochMilli(), DAY_MILLIS);
    boolean newDay = day > memory.day();
    int testsADay = newDay ? memory.testsToday() : memory.testsADay();
    AlertBudgetSettings budget = settings.budget(testsADay);
    Decision decision = memory.budget().decide(batch, budget);

    episodes.endThoseOf(points);
    episodes.endPlanned(planned);
    episodes.goOn(grouping.open(), decision);
    episodes.begin(decision);
    return new Step(
        episodes.signals(),
        decision,
        DecisionRow.of(decision, groups, batch.tests(), now),
        new AnomalyMemory(
            decision.next(),
            episodes.open(),
            grouping.open().stream().map(Anomalies::remembered).toList(),
            ToldSum.known(sums, episodes.open(), groups, now),
            day,
            (newDay ? 0 : memory.testsToday()) + batch.tests(),
            testsADay));
  }

  private static Map<String, Group> grouped(Collection<SeriesPoint> points) {
    Map<String, List<SeriesPoint>> bySeries =
        points.stream()
            .filter(point -> !point.isEnd())
            .collect(
                groupingBy(
                    point -> point.scope() + "/" + point.subject() + "/" + point.measure().family(),
                    TreeMap::new,
                    toList()));
    Map<String, Group> groups = new TreeMap<>();
    for (List<SeriesPoint> together : bySeries.values()) {
      Group group = Group.of(together);
      groups.put(group.series(), group);
    }
    groups.values().removeIf(group -> isMoreUse(group, groups));
    return groups;
  }

  /** Whether there are errors because there is far more use. */
  private static boolean isMoreUse(Group errors, Map<String, Group> groups) {
    Group use = groups.get(errors.seriesOf(Family.USAGE));
    return errors.family() == Family.ERRORS
        && use != null
        && !use.oddestEitherWay().isDown()
        && use.oddestEitherWay().tailProbability() <= MORE_USE;
  }

  /** The last hour that was judged; an episode that is earlier has its own start. */
  private static Bucket bucket(Map<String, Group> groups, Instant now) {
    Instant start =
        groups.values().stream().map(Group::start).max(Instant::compareTo).orElse(now.minus(HOUR));
    return new Bucket(start, HOUR);
  }

  private static OpenSegment opened(OpenPeers peers) {
    return new OpenSegment(
        new Peers(peers.segment(), peers.measure()), Instant.ofEpochMilli(peers.since()));
  }

  private static OpenPeers remembered(OpenSegment open) {
    return new OpenPeers(
        open.peers().segment(), open.peers().measure(), open.since().toEpochMilli());
  }
}
