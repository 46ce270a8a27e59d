package io.vitals.local.cli.detect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vitals.domain.anomaly.Evidence;
import io.vitals.local.cli.shared.Json;
import io.vitals.local.terminal.Text;
import java.time.Duration;
import java.util.OptionalDouble;

/** What was found in series, as JSON. */
final class DetectJson {

  private DetectJson() {}

  static ObjectNode of(DetectReport report) {
    ObjectNode object =
        Json.object()
            .put("variant", report.variant())
            .put("threshold", report.threshold())
            .put("rows", report.rows())
            .put("anomalies", report.episodes());
    putRate(object, report.rows(), report.duration());
    ArrayNode files = object.putArray("files");
    report.series().forEach(series -> files.add(series(series)));
    ArrayNode failed = object.putArray("failed");
    for (DetectReport.FailedFile file : report.failed()) {
      ObjectNode node = failed.addObject().put("file", file.file());
      // Null says that it is the file as a whole: there is no line nought.
      file.line().ifPresentOrElse(line -> node.put("line", line), () -> node.putNull("line"));
      node.put("message", file.message());
    }
    return object;
  }

  private static ObjectNode series(DetectReport.Series series) {
    ObjectNode object = Json.object().put("file", series.file()).put("rows", series.rows());
    putRate(object, series.rows(), series.duration());
    put(object, "max_score", series.highestScore());
    object.put("anomalies", series.episodes());
    ArrayNode episodes = object.putArray("episodes");
    series.highest().forEach(episode -> episodes.add(episode(episode)));
    return object;
  }

  private static ObjectNode episode(DetectReport.Episode episode) {
    ObjectNode object =
        Json.object()
            .put("start", episode.start().toString())
            .put("peak", episode.peakTime().toString())
            .put("end", episode.end().toString())
            .put("kind", Text.word(episode.kind()))
            .put("direction", Text.word(episode.peak().direction()))
            .put("score", episode.score())
            .put("observed", episode.peak().value());
    put(object, "expected", episode.expected());
    put(object, "expected_low", DetectReport.Episode.known(episode.peak().low()));
    put(object, "expected_high", DetectReport.Episode.known(episode.peak().high()));
    Evidence evidence = episode.peak().evidence();
    object
        .putObject("evidence")
        .put("test", evidence.test())
        .put("statistic", evidence.statistic())
        .put("usual", evidence.usual())
        .put("tests", evidence.tests())
        .put("points_known", evidence.points());
    return object;
  }

  /** Null where the time was too short to measure. */
  private static void putRate(ObjectNode object, long rows, Duration duration) {
    if (duration.toMillis() > 0) {
      object.put("points_per_second", rows * 1_000 / duration.toMillis());
    } else {
      object.putNull("points_per_second");
    }
  }

  private static void put(ObjectNode object, String name, OptionalDouble value) {
    value.ifPresentOrElse(known -> object.put(name, known), () -> object.putNull(name));
  }
}
