package io.vitals.domain.anomaly.series;

import io.vitals.domain.anomaly.Detector;
import io.vitals.domain.anomaly.DetectorSettings;
import io.vitals.domain.anomaly.Evidence;
import io.vitals.domain.anomaly.Judgement;
import java.time.Duration;

/** Judges the series of subjects by detectors whose memories are kept elsewhere. */
public final class SeriesPanel {
  private final DetectorSettings hourly;
  private final DetectorSettings daily;

  /**
   * A panel.
   *
   * @param hourly how counts of hours are judged
   * @param daily how counts of days are
   */
  public SeriesPanel(DetectorSettings hourly, DetectorSettings daily) {
    this.hourly = hourly;
    this.daily = daily;
  }

  /** Judges what was counted in an hour. */
  public SeriesPoint hour(
      Subject subject, SeriesMeasure measure, int hour, double count, DetectorStore store)
      throws Exception {
    return judge(subject, measure, hour, 1, count, hourly, store);
  }

  /** Judges what was counted in a day. */
  public SeriesPoint day(
      Subject subject, SeriesMeasure measure, int day, double count, DetectorStore store)
      throws Exception {
    return judge(subject, measure, day * Hours.A_DAY, Hours.A_DAY, count, daily, store);
  }

  private static SeriesPoint judge(
      Subject subject,
      SeriesMeasure measure,
      int hour,
      int hours,
      double count,
      DetectorSettings settings,
      DetectorStore store)
      throws Exception {
    String name = measure.label() + "/" + hours;
    byte[] memory = store.get(name);
    Detector detector = memory == null ? settings.start() : settings.resume(memory);
    Judgement judgement = detector.next(hour * Hours.MILLIS, count);
    store.put(name, detector.snapshot());
    Evidence evidence = judgement.evidence();
    boolean outside = evidence == null || evidence.episodeStart() == Evidence.NO_EPISODE;
    AccountStanding facts = subject.facts();
    return new SeriesPoint(
        subject.scope(),
        subject.id(),
        facts == null ? null : facts.segment(),
        measure,
        hour * Hours.MILLIS,
        Duration.ofHours(hours).toMillis(),
        count,
        judgement.expected(),
        judgement.low(),
        judgement.high(),
        judgement.tailProbability(),
        judgement.direction() == Judgement.Direction.DOWN,
        outside ? null : evidence.episodeStart(),
        facts == null ? null : facts.arrMinor(),
        facts == null ? null : facts.renewalEpochDay());
  }
}
