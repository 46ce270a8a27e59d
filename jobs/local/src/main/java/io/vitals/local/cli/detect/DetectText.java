package io.vitals.local.cli.detect;

import io.vitals.local.cli.detect.DetectReport.Episode;
import io.vitals.local.cli.detect.DetectReport.Series;
import io.vitals.local.terminal.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What was found in series, for people. */
final class DetectText {
  private static final int MOST_SHOWN = 20;
  private static final String ROW = "  %-5s  %-20s  %-8s  %12s  %12s  ";
  private static final int LEAST_FILE = 20;

  private DetectText() {}

  /**
   * The report's lines.
   *
   * @param width of the terminal, characters; only the name of a file is cut for it
   */
  static List<String> lines(DetectReport report, int width) {
    List<String> lines = new ArrayList<>();
    List<Found> found = highest(report);
    String threshold = String.format(Locale.ROOT, "%.2f", report.threshold());
    if (found.isEmpty()) {
      lines.add("No anomaly with a score of " + threshold + " or more.");
    } else {
      lines.add("Anomalies with a score of " + threshold + " or more, the highest first");
      lines.add("");
      lines.add(row("Score", "Since", "Kind", "Observed", "Expected") + "File");
      found.forEach(anomaly -> lines.add(line(anomaly, width)));
      if (report.episodes() > found.size()) {
        lines.add("  and " + Text.count(report.episodes() - found.size()) + " more");
      }
    }
    lines.add("");
    lines.add(summary(report));
    return lines;
  }

  private static List<Found> highest(DetectReport report) {
    return report.series().stream()
        .flatMap(series -> series.highest().stream().map(episode -> new Found(series, episode)))
        .sorted(Comparator.comparingDouble((Found found) -> found.episode().score()).reversed())
        .limit(MOST_SHOWN)
        .toList();
  }

  private static String line(Found found, int width) {
    Episode episode = found.episode();
    String figures =
        row(
            String.format(Locale.ROOT, "%5.2f", episode.score()),
            Text.minute(episode.start()),
            Text.word(episode.kind()),
            Text.number(episode.peak().value()),
            episode.expected().isPresent() ? Text.number(episode.expected().getAsDouble()) : "-");
    return figures
        + Text.cut(found.series().file(), Math.max(LEAST_FILE, width - figures.length()));
  }

  private static String row(
      String score, String since, String kind, String observed, String expected) {
    return String.format(Locale.ROOT, ROW, score, since, kind, observed, expected);
  }

  private static String summary(DetectReport report) {
    long millis = report.duration().toMillis();
    String summary =
        "%s files, %s points, %s anomalies; detector %s"
            .formatted(
                judged(report),
                Text.count(report.rows()),
                Text.count(report.episodes()),
                report.variant());
    return millis == 0
        ? summary
        : summary + ", " + Text.count(report.rows() * 1_000 / millis) + " points a second";
  }

  private static String judged(DetectReport report) {
    String judged = Text.count(report.series().size());
    return report.failed().isEmpty()
        ? judged
        : judged + " of " + Text.count(report.series().size() + report.failed().size());
  }

  /** An episode, and where. */
  private record Found(Series series, Episode episode) {}
}
