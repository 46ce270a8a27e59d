package io.vitals.domain.anomaly;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Scores every series of a folder of {@code timestamp,value} files, for a benchmark to judge.
 *
 * <p>Arguments: folder, output folder, variant.
 */
public final class ScoredSeries {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSS]", Locale.ROOT);

  private ScoredSeries() {}

  public static void main(String[] arguments) throws IOException {
    Path from = Path.of(arguments[0]);
    Path to = Path.of(arguments[1]);
    DetectorSettings settings = DetectorSettings.standard(arguments[2]);
    List<Path> files;
    try (Stream<Path> walk = Files.walk(from)) {
      files = walk.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
    long points = 0;
    long nanos = 0;
    int largest = 0;
    for (Path file : files) {
      List<String> rows = Files.readAllLines(file);
      List<String> scored = new ArrayList<>(rows.size());
      scored.add("timestamp,value,anomaly_score");
      Detector detector = settings.start();
      for (String row : rows.subList(1, rows.size())) {
        int comma = row.indexOf(',');
        String timestamp = row.substring(0, comma);
        String text = row.substring(comma + 1);
        long time = LocalDateTime.parse(timestamp, TIME).toInstant(ZoneOffset.UTC).toEpochMilli();
        double value = Double.parseDouble(text);
        long before = System.nanoTime();
        double score = detector.next(time, value).score();
        nanos += System.nanoTime() - before;
        points++;
        scored.add(String.format(Locale.ROOT, "%s,%s,%.9f", timestamp, text, score));
      }
      largest = Math.max(largest, detector.snapshot().length);
      Path out = to.resolve(from.relativize(file).toString());
      Files.createDirectories(out.getParent());
      Files.write(out, scored);
    }
    PrintStream report = System.out;
    report.printf(
        Locale.ROOT,
        "%d series, %d points, %.2f us a point, at most %d bytes a series%n",
        files.size(),
        points,
        nanos / 1e3 / points,
        largest);
  }
}
