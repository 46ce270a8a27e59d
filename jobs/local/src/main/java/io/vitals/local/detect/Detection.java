package io.vitals.local.detect;

import io.vitals.local.cli.detect.DetectReport;
import io.vitals.local.cli.detect.DetectReport.FailedFile;
import io.vitals.local.cli.detect.DetectReport.Series;
import io.vitals.local.cli.detect.DetectRequest;
import io.vitals.local.cli.detect.DetectRun;
import io.vitals.local.cli.shared.RunFailedException;
import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.local.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Looks for anomalies in series that stand in files, one after the other. */
public final class Detection implements DetectRun {
  /** Three decades, with which a detector opens an episode: a point as one in a thousand is. */
  private static final double THRESHOLD = 0.15;

  private final InstantSource clock;

  /**
   * A run that takes the time.
   *
   * @param clock wall time
   */
  public Detection(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public DetectReport run(DetectRequest request, Screen screen) throws InterruptedException {
    List<SeriesFile> files = SeriesFiles.of(request.input(), request.out(), request.plotted());
    makeFolder(request.out());
    screen.note("Detector: " + request.detector().variant());
    Instant began = clock.instant();
    DetectionProgress progress = new DetectionProgress(screen, clock, files.size());
    SeriesJudge judge = new SeriesJudge(request.detector()::start, THRESHOLD, clock, progress);
    List<Series> judged = new ArrayList<>();
    List<FailedFile> failed = new ArrayList<>();
    for (SeriesFile file : files) {
      try {
        judged.add(judge.judge(file));
      } catch (UnreadableSeriesException e) {
        failed.add(new FailedFile(file.name(), e.line(), message(file, e)));
      } catch (IOException e) {
        throw new RunFailedException(
            "the output of " + file.name() + " cannot be written: " + FailureText.of(e), e);
      }
      progress.file();
    }
    return new DetectReport(
        request.detector().variant(),
        THRESHOLD,
        judged,
        failed,
        Duration.between(began, clock.instant()));
  }

  private static void makeFolder(Path out) {
    try {
      // A link to a folder is one, but cannot be made.
      if (!Files.isDirectory(out)) {
        Files.createDirectories(out);
      }
    } catch (IOException e) {
      throw new UserMistakeException(
          "--out: cannot make the folder " + out + ": " + FailureText.of(e));
    }
    if (!Files.isWritable(out)) {
      throw new UserMistakeException(
          "--out: cannot write into " + out + "; check its permissions or name another folder");
    }
  }

  /** Nothing is ever deleted, so what is found there may be of another input. */
  private static String message(SeriesFile file, UnreadableSeriesException cause) {
    return Files.exists(file.output())
        ? cause.getMessage() + "; its output of an earlier run was left as it is"
        : cause.getMessage();
  }
}
