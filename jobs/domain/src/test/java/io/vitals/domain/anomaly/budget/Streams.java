package io.vitals.domain.anomaly.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * Streams of tail probabilities, a bucket a day, whose truth is known: normal points are uniform,
 * alike within a segment as far as asked, and some series have an anomaly.
 *
 * @param series how many series
 * @param days how many days
 * @param segments how many segments they fall into
 * @param correlation share of variance in common within a segment on a day
 * @param lasting how long an anomaly lasts, days
 * @param anomalies how many series have one
 * @param shift how far an anomaly is out, standard deviations
 */
record Streams(
    int series,
    int days,
    int segments,
    double correlation,
    int lasting,
    int anomalies,
    double shift) {
  /** Begins a period of 1, 20 and 60 days. */
  static final Instant START = Instant.parse("2026-01-07T00:00:00Z");

  static final Duration DAY = Duration.ofDays(1);

  /**
   * What a stream came to.
   *
   * @param alerts how many
   * @param falseAlerts of these, of normal points
   * @param found anomalies alerted while they lasted
   */
  record Outcome(int alerts, int falseAlerts, int found) {
    double falseShare() {
      return alerts == 0 ? 0 : (double) falseAlerts / alerts;
    }
  }

  static Streams independentNull(int series, int days) {
    return new Streams(series, days, 1, 0, 0, 0, 0);
  }

  static Streams correlatedNull(int series, int days, int segments, double correlation) {
    return new Streams(series, days, segments, correlation, 0, 0, 0);
  }

  Outcome run(long seed, AlertBudgetSettings settings) {
    SplittableRandom random = new SplittableRandom(seed);
    AlertBudget budget = AlertBudget.start();
    int alerts = 0;
    int falseAlerts = 0;
    Set<String> found = new HashSet<>();
    for (int day = 0; day < days; day++) {
      double[] common = DoubleStream.generate(random::nextGaussian).limit(segments).toArray();
      Instant now = START.plus(DAY.multipliedBy(day));
      List<Candidate> candidates = new ArrayList<>();
      for (int i = 0; i < series; i++) {
        double deviation =
            Math.sqrt(correlation) * common[i % segments]
                + Math.sqrt(1 - correlation) * random.nextGaussian();
        boolean anomalous = isAnomalous(i, day);
        double p = Math.max(1e-15, Normal.cumulative(-deviation - (anomalous ? shift : 0)));
        Instant began = anomalous ? START.plus(DAY.multipliedBy(begins(i))) : now;
        if (p < 0.01) {
          candidates.add(new Candidate("series-" + i, p, began, (long) i, null));
        }
      }
      Decision decision = budget.decide(new Batch(now, series, candidates), settings);
      for (Candidate alert : decision.alerts()) {
        alerts++;
        if (isAnomalous(Integer.parseInt(alert.series().substring(7)), day)) {
          found.add(alert.series());
        } else {
          falseAlerts++;
        }
      }
      budget = decision.next();
    }
    return new Outcome(alerts, falseAlerts, found.size());
  }

  private boolean isAnomalous(int index, int day) {
    return index < anomalies && day >= begins(index) && day < begins(index) + lasting;
  }

  /** Spread over the days, so that there is a first and a last. */
  private int begins(int index) {
    return index * (days - lasting) / Math.max(1, anomalies - 1);
  }
}
