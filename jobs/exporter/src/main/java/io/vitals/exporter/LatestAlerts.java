package io.vitals.exporter;

import io.vitals.domain.alerting.AlertCatalogue;
import io.vitals.domain.alerting.AlertDeclaration;
import io.vitals.domain.alerting.EpisodeId;
import io.vitals.exporter.AlertFigures.Judged;
import io.vitals.exporter.AlertFigures.Standing;
import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.AlertPhase;
import io.vitals.schemas.AlertVerdict;
import io.vitals.schemas.AlertVerdictKind;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The episodes that last and what people said of episodes and bands, built up row by row. Bounded
 * by the open episodes and by what people said.
 */
final class LatestAlerts {
  /** So many have series of their own: a bad day must not grow series without end. */
  static final int MOST_LISTED = 200;

  private static final Comparator<Alert> GRAVEST_FIRST =
      Comparator.comparing(Alert::getSeverity)
          .thenComparing(Alert::getArrMinor, Comparator.nullsFirst(Comparator.naturalOrder()))
          .reversed()
          .thenComparing(Alert::getEpisodeId);

  private final Map<String, Alert> open = new HashMap<>();
  private final Map<String, Double> secondsToAcknowledge = new HashMap<>();

  /** By episode: whether it was worth it, by all that was said of it. */
  private final Map<String, Boolean> worthIt = new HashMap<>();

  private final Map<String, AlertVerdictKind> bands = new HashMap<>();

  void apply(Alert row) {
    if (row.getPhase() == AlertPhase.RESOLVED) {
      open.remove(row.getEpisodeId());
    } else {
      open.put(row.getEpisodeId(), row);
    }
    if (row.getAcknowledgedAt() != null) {
      Duration waited = Duration.between(row.getFiredAt(), row.getAcknowledgedAt());
      secondsToAcknowledge.put(row.getEpisodeId(), waited.toMillis() / 1e3);
    }
  }

  void remove(String episodeId) {
    open.remove(episodeId);
  }

  void apply(AlertVerdict row) {
    AlertVerdictKind said = row.getVerdict();
    if (row.getEpisodeId() != null) {
      boolean isWorthIt = said == AlertVerdictKind.ACKNOWLEDGE;
      worthIt.merge(row.getEpisodeId(), isWorthIt, Boolean::logicalAnd);
    } else if (row.getAccountId() != null) {
      bands.put(row.getAccountId(), said);
    }
  }

  /** A copy of what they come to. */
  AlertFigures figures() {
    Map<Standing, Integer> standing = new HashMap<>();
    Map<AlertKind, Integer> inhibited = new TreeMap<>();
    for (Alert row : open.values()) {
      if (row.getInhibitedBy() != null) {
        inhibited.merge(row.getKind(), 1, Integer::sum);
      } else {
        standing.merge(
            new Standing(row.getKind(), row.getSeverity(), row.getPhase()), 1, Integer::sum);
      }
    }
    Map<AlertKind, Judged> judged = new TreeMap<>();
    worthIt.forEach(
        (episode, isWorthIt) ->
            judged.merge(
                kind(episode),
                new Judged(1, isWorthIt ? 1 : 0),
                (one, other) ->
                    new Judged(
                        one.episodes() + other.episodes(), one.worthIt() + other.worthIt())));
    judged.remove(AlertKind.UNKNOWN);
    List<Double> waited = secondsToAcknowledge.values().stream().sorted().toList();
    return new AlertFigures(
        Map.copyOf(standing),
        gravest(),
        Map.copyOf(inhibited),
        Map.copyOf(judged),
        waited,
        agreement());
  }

  private List<Alert> gravest() {
    return open.values().stream()
        .filter(row -> row.getInhibitedBy() == null)
        .sorted(GRAVEST_FIRST)
        .limit(MOST_LISTED)
        .toList();
  }

  private OptionalDouble agreement() {
    return bands.values().stream()
        .filter(said -> said == AlertVerdictKind.AGREE || said == AlertVerdictKind.DISAGREE)
        .mapToInt(said -> said == AlertVerdictKind.AGREE ? 1 : 0)
        .average();
  }

  /** The kind of an episode; unknown for one that only a later release knows. */
  private static AlertKind kind(String episodeId) {
    return EpisodeId.parse(episodeId)
        .flatMap(id -> AlertCatalogue.find(id.kind()))
        .map(AlertDeclaration::kind)
        .orElse(AlertKind.UNKNOWN);
  }
}
