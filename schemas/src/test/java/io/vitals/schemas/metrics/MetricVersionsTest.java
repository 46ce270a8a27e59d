package io.vitals.schemas.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Who reads a number must be able to see that it is no longer the same number: what it is computed
 * of and how may change only together with its version. Words may change alone.
 */
class MetricVersionsTest {
  private static final Path LOCK = Path.of("src/test/resources/metric-versions.txt");

  @Test
  void noMetricChangesItsLogicWithoutItsVersion() throws IOException {
    Map<String, String> now = new TreeMap<>();
    ExportedMetrics dictionary = ExportedMetrics.bundled();
    Stream.concat(dictionary.all().stream(), dictionary.recorded().stream())
        .forEach(metric -> now.put(metric.name() + " " + metric.version(), logic(metric)));
    for (InputDefinition input : MetricDictionary.load().inputs()) {
      now.put(input.name() + " " + input.version(), logic(input));
    }
    if (Boolean.getBoolean("vitals.docs.write")) {
      Files.write(
          LOCK, now.entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).toList());
    }
    Map<String, String> known = new TreeMap<>();
    for (String line : Files.readAllLines(LOCK)) {
      known.put(
          line.substring(0, line.lastIndexOf(' ')), line.substring(line.lastIndexOf(' ') + 1));
    }
    known.keySet().retainAll(now.keySet());
    assertThat(known)
        .as("the logic of a metric changed and its version did not: raise it, and say why")
        .isEqualTo(subset(now, known));
    assertThat(known.keySet())
        .as("new or of a new version: write %s anew with -Dvitals.docs.write=true", LOCK)
        .isEqualTo(now.keySet());
  }

  private static Map<String, String> subset(Map<String, String> all, Map<String, String> of) {
    Map<String, String> subset = new TreeMap<>(all);
    subset.keySet().retainAll(of.keySet());
    return subset;
  }

  private static String logic(ExportedMetric metric) {
    return hash(
        List.of(metric.type(), metric.formula(), metric.unit(), metric.labels(), metric.sources()));
  }

  private static String logic(InputDefinition input) {
    return hash(List.of(input.formula(), input.unit(), input.sources()));
  }

  private static String hash(List<Object> parts) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(parts.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
