package io.vitals.domain.anomaly.series;

import io.vitals.domain.anomaly.CountPrior;
import io.vitals.domain.anomaly.CountSettings;
import io.vitals.domain.anomaly.Detector;
import io.vitals.domain.anomaly.DetectorSettings;
import io.vitals.domain.anomaly.Evidence;
import io.vitals.domain.anomaly.Judgement;

/** Judges the series of subjects by detectors whose memories are kept elsewhere. */
public final class SeriesPanel {
  private final SeriesDetectors detectors;

  /** What the peers of a series say of it. */
  @FunctionalInterface
  public interface Priors {
    /** What they say when its first count is judged; null when they say nothing. */
    CountPrior of(SeriesCount first);
  }

  /** A panel of these detectors. */
  public SeriesPanel(SeriesDetectors detectors) {
    this.detectors = detectors;
  }

  /**
   * Judges a count, each of a subject once and in order. When another detector is chosen, it begins
   * anew.
   */
  public SeriesPoint judge(SeriesCount count, DetectorStore store, Priors priors) throws Exception {
    if (count.isEnd()) {
      return SeriesPoint.end(count.scope(), count.subject());
    }
    DetectorSettings settings = detectors.of(count);
    String name = count.series() + "/" + settings.variant();
    byte[] memory = store.get(name);
    Detector detector =
        memory == null ? start(settings, priors.of(count)) : settings.resume(memory);
    Judgement judgement = detector.next(count.bucketStart(), count.count());
    store.put(name, detector.snapshot());
    Evidence evidence = judgement.evidence();
    boolean outside = evidence == null || evidence.episodeStart() == Evidence.NO_EPISODE;
    return new SeriesPoint(
        count.scope(),
        count.subject(),
        count.segment(),
        count.measure(),
        count.bucketStart(),
        count.bucketMillis(),
        count.count(),
        judgement.expected(),
        judgement.low(),
        judgement.high(),
        judgement.tailProbability(),
        judgement.direction() == Judgement.Direction.DOWN,
        outside ? null : evidence.episodeStart(),
        count.arrMinor(),
        count.renewalEpochDay());
  }

  private static Detector start(DetectorSettings settings, CountPrior prior) {
    return settings instanceof CountSettings counts && prior != null
        ? counts.start(prior)
        : settings.start();
  }
}
