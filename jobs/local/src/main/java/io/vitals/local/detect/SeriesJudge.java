package io.vitals.local.detect;

import io.vitals.domain.anomaly.Detector;
import io.vitals.domain.anomaly.Judgement;
import io.vitals.local.cli.detect.DetectReport.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Judges series, each with a detector of its own, and writes what came of it. */
final class SeriesJudge {
  private final Supplier<Detector> detectors;
  private final double threshold;
  private final InstantSource clock;
  private final DetectionProgress progress;

  /**
   * A judge that has judged none.
   *
   * @param detectors gives detectors that have seen nothing
   * @param threshold score, 0 to 1, from which an episode is reported
   * @param clock takes the time of each series
   */
  SeriesJudge(
      Supplier<Detector> detectors,
      double threshold,
      InstantSource clock,
      DetectionProgress progress) {
    this.detectors = detectors;
    this.threshold = threshold;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Judges the points of a file in their order. Its outputs are written whole or not at all.
   *
   * @throws UnreadableSeriesException if it is no series
   * @throws IOException if an output cannot be written
   * @throws InterruptedException if interrupted
   */
  Series judge(SeriesFile file) throws IOException, InterruptedException {
    Instant began = clock.instant();
    Findings findings = new Findings(threshold);
    PlotPoints points = new PlotPoints();
    Consumer<Judgement> drawn = file.plot().isPresent() ? points::add : judgement -> {};
    try (SeriesReader reader = SeriesReader.open(file.input());
        WholeFile output = WholeFile.at(file.output())) {
      judge(reader, new ScoredRows(output.writer()), drawn.andThen(findings::add));
      output.complete();
    }
    Series series = findings.of(file.name(), Duration.between(began, clock.instant()));
    if (file.plot().isPresent()) {
      draw(new SeriesPlot(series, threshold, points), file.plot().get());
    }
    return series;
  }

  private void judge(SeriesReader reader, ScoredRows scored, Consumer<Judgement> judged)
      throws IOException, InterruptedException {
    Detector detector = detectors.get();
    for (Optional<SeriesRow> next = reader.next(); next.isPresent(); next = reader.next()) {
      SeriesRow row = next.get();
      Judgement judgement = detector.next(row.time(), row.value());
      scored.write(row, judgement.score());
      judged.accept(judgement);
      progress.point();
    }
  }

  private static void draw(SeriesPlot plot, Path place) throws IOException {
    try (WholeFile file = WholeFile.at(place)) {
      plot.write(file.writer());
      file.complete();
    }
  }
}
