package io.vitals.local.detect;

import io.vitals.domain.anomaly.Evidence;
import io.vitals.domain.anomaly.Judgement;
import io.vitals.local.cli.detect.DetectReport.Episode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The episodes of one series that reach a threshold: all are counted, those with the highest scores
 * are kept.
 */
final class Episodes {
  private final double threshold;
  private final int most;
  private final PriorityQueue<Episode> highest =
      new PriorityQueue<>(Comparator.comparingDouble(Episode::score));
  private long count;
  private Episode current;

  /**
   * Without any.
   *
   * @param threshold score, 0 to 1
   * @param most how many are kept
   */
  Episodes(double threshold, int most) {
    this.threshold = threshold;
    this.most = most;
  }

  /** Takes the judgement of the next point. */
  void add(Judgement judgement) {
    Evidence evidence = judgement.evidence();
    if (evidence == null || evidence.episodeStart() == Evidence.NO_EPISODE) {
      end();
      return;
    }
    Instant start = Instant.ofEpochMilli(evidence.episodeStart());
    if (current != null && !current.start().equals(start)) {
      end();
    }
    current =
        current == null
            ? new Episode(
                start, Instant.ofEpochMilli(judgement.time()), judgement.kind(), judgement)
            : continued(current, judgement);
  }

  /** Ends the current episode: the series has ended, or nothing goes on. */
  void end() {
    if (current != null && current.score() >= threshold) {
      count++;
      highest.add(current);
      if (highest.size() > most) {
        highest.remove();
      }
    }
    current = null;
  }

  long count() {
    return count;
  }

  /** In the order they began. */
  List<Episode> highest() {
    List<Episode> episodes = new ArrayList<>(highest);
    episodes.sort(Comparator.comparing(Episode::start));
    return episodes;
  }

  private static Episode continued(Episode episode, Judgement judgement) {
    // A detector remembers an episode for some time after the last point that stood out.
    boolean goesOn = judgement.kind() != Judgement.Kind.NORMAL;
    boolean isShift =
        episode.kind() == Judgement.Kind.SHIFT || judgement.kind() == Judgement.Kind.SHIFT;
    Judgement peak = judgement.score() > episode.score() ? judgement : episode.peak();
    return new Episode(
        episode.start(),
        goesOn ? Instant.ofEpochMilli(judgement.time()) : episode.end(),
        isShift ? Judgement.Kind.SHIFT : peak.kind(),
        peak);
  }
}
