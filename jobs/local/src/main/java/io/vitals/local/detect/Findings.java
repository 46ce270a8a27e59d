package io.vitals.local.detect;

import io.vitals.domain.anomaly.Judgement;
import io.vitals.local.cli.detect.DetectReport.Series;
import java.time.Duration;
import java.util.OptionalDouble;

/** What is found in a series while its points are judged. */
final class Findings {
  /** A report stays short, whatever a series is like. */
  private static final int MOST_EPISODES = 100;

  private final Episodes episodes;
  private long rows;
  private double highestScore;

  /**
   * Nothing yet.
   *
   * @param threshold score, 0 to 1, from which an episode is reported
   */
  Findings(double threshold) {
    episodes = new Episodes(threshold, MOST_EPISODES);
  }

  void add(Judgement judgement) {
    rows++;
    highestScore = Math.max(highestScore, judgement.score());
    episodes.add(judgement);
  }

  /** After the last point. */
  Series of(String file, Duration duration) {
    episodes.end();
    return new Series(
        file,
        rows,
        duration,
        rows == 0 ? OptionalDouble.empty() : OptionalDouble.of(highestScore),
        episodes.count(),
        episodes.highest());
  }
}
