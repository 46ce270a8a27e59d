package io.vitals.domain.anomaly.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The rule of {@link AlertBudget} as it is told, counted anew for each number of alerts, with a
 * memory of all that ever was.
 */
final class NaiveBudget {
  private final AlertBudgetSettings settings;
  private final Set<String> alerted = new HashSet<>();
  private final Map<String, Double> waiting = new HashMap<>();
  private long period = Long.MIN_VALUE;
  private long day = Long.MIN_VALUE;
  private int alertsOfPeriod;
  private int alertsOfDay;
  private double left;

  private record Scaled(Candidate candidate, double ratio) {}

  NaiveBudget(AlertBudgetSettings settings) {
    this.settings = settings;
  }

  List<Candidate> alerts(Batch batch) {
    double level = level(batch);
    Map<String, Scaled> open = new HashMap<>();
    Set<String> told = new HashSet<>();
    for (Candidate candidate : batch.candidates()) {
      if (alerted.contains(episode(candidate))) {
        told.add(candidate.series());
      } else {
        double now = Math.max(candidate.tailProbability(), settings.smallestBelievable()) / level;
        double before = waiting.getOrDefault(episode(candidate), Double.POSITIVE_INFINITY);
        open.put(candidate.series(), new Scaled(candidate, Math.min(now, before)));
      }
    }
    Set<String> segments =
        open.values().stream()
            .map(scaled -> scaled.candidate().cause())
            .filter(cause -> cause != null && cause.kind() == Cause.Kind.SEGMENT)
            .map(Cause::id)
            .collect(Collectors.toSet());
    open.values()
        .removeIf(
            scaled ->
                scaled.candidate().cause() != null
                    && scaled.candidate().cause().kind() == Cause.Kind.SOURCE_BREAK);
    List<Scaled> heads =
        open.values().stream()
            .filter(scaled -> segments.contains(scaled.candidate().series()))
            .toList();
    List<Scaled> alerts = new ArrayList<>();
    Map<String, Double> over = new HashMap<>();
    choose(heads, alerts, over);
    alerts.forEach(scaled -> told.add(scaled.candidate().series()));
    List<Scaled> others =
        open.values().stream()
            .filter(scaled -> !segments.contains(scaled.candidate().series()))
            .filter(
                scaled ->
                    scaled.candidate().cause() == null
                        || !told.contains(scaled.candidate().cause().id()))
            .toList();
    choose(others, alerts, over);
    remember(batch, alerts, over);
    return alerts.stream().sorted(NaiveBudget::rank).map(Scaled::candidate).toList();
  }

  private double level(Batch batch) {
    long today = Duration.between(Instant.EPOCH, batch.start()).toDays();
    long current = today / settings.periodDays();
    if (current != period) {
      period = current;
      left = 1;
      alertsOfPeriod = 0;
      waiting.clear();
    }
    if (today != day) {
      day = today;
      alertsOfDay = 0;
    }
    Instant end = Instant.EPOCH.plus(Duration.ofDays((period + 1) * settings.periodDays()));
    double days = Duration.between(batch.start(), end).toSeconds() / 86_400.0;
    double tests = Math.max(batch.tests(), days * settings.testsPerDay());
    double level = settings.falseDiscoveryRate() * left / tests;
    left = Math.max(0, left - left * batch.tests() / tests);
    return level;
  }

  private void choose(List<Scaled> among, List<Scaled> alerts, Map<String, Double> over) {
    int limit = settings.alertsPerDay() - alertsOfDay;
    int most = 0;
    int mostAtAll = 0;
    for (int count = 1; count <= among.size(); count++) {
      double needed = beta(alertsOfPeriod + count);
      long enough = among.stream().filter(scaled -> scaled.ratio() <= needed).count();
      if (enough >= count) {
        mostAtAll = count;
        most = count <= limit ? count : most;
      }
    }
    double needed = beta(alertsOfPeriod + most);
    double neededAtAll = beta(alertsOfPeriod + mostAtAll);
    List<Scaled> chosen =
        among.stream()
            .filter(scaled -> scaled.ratio() <= needed)
            .sorted(NaiveBudget::rank)
            .limit(most)
            .toList();
    among.stream()
        .filter(scaled -> !chosen.contains(scaled) && scaled.ratio() <= neededAtAll)
        .forEach(scaled -> over.put(scaled.candidate().series(), scaled.ratio()));
    alerts.addAll(chosen);
    alertsOfPeriod += most;
    alertsOfDay += most;
  }

  private void remember(Batch batch, List<Scaled> alerts, Map<String, Double> over) {
    Set<String> seen =
        batch.candidates().stream().map(Candidate::series).collect(Collectors.toSet());
    Set<String> going =
        batch.candidates().stream().map(NaiveBudget::episode).collect(Collectors.toSet());
    alerted.removeIf(episode -> seen.contains(series(episode)) && !going.contains(episode));
    waiting
        .keySet()
        .removeIf(episode -> seen.contains(series(episode)) && !going.contains(episode));
    for (Scaled alert : alerts) {
      alerted.add(episode(alert.candidate()));
      waiting.remove(episode(alert.candidate()));
    }
    for (Candidate candidate : batch.candidates()) {
      if (over.containsKey(candidate.series())) {
        waiting.put(episode(candidate), over.get(candidate.series()));
      }
    }
    List<String> tooMany =
        waiting.entrySet().stream()
            .sorted(
                Map.Entry.<String, Double>comparingByValue()
                    .thenComparing(entry -> series(entry.getKey())))
            .skip(settings.waitingLimit())
            .map(Map.Entry::getKey)
            .toList();
    tooMany.forEach(waiting::remove);
  }

  private double beta(int alerts) {
    int most = settings.alertsPerDay() * settings.periodDays();
    double harmonic = LongStream.rangeClosed(1, most).mapToDouble(k -> 1.0 / k).sum();
    return Math.min(alerts, most) / harmonic;
  }

  private static int rank(Scaled left, Scaled right) {
    return Comparator.<Scaled>comparingDouble(
            scaled ->
                scaled.candidate().arrMinor() == null
                    ? -0.5
                    : -scaled.candidate().arrMinor().doubleValue())
        .thenComparingDouble(Scaled::ratio)
        .thenComparing(scaled -> scaled.candidate().series())
        .compare(left, right);
  }

  private static String episode(Candidate candidate) {
    return candidate.series() + "@" + candidate.episodeStart();
  }

  private static String series(String episode) {
    return episode.substring(0, episode.indexOf('@'));
  }
}
