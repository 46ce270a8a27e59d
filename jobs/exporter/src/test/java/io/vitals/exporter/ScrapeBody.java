package io.vitals.exporter;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scrape in the text format 0.0.4, parsed strictly: a line that is not whole, a series that
 * stands twice or a series without HELP and TYPE is an error.
 */
final class ScrapeBody {
  private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) ([a-z0-9_]+) (.+)");
  private static final Pattern SERIES = Pattern.compile("([a-z0-9_]++)(?:\\{(.*)})? (\\S++)");
  private static final Pattern LABEL =
      Pattern.compile("([a-z_]++)=\"((?:[^\"\\\\]++|\\\\.)*+)\",?");

  private final Map<String, Map<Map<String, String>, Double>> byName = new TreeMap<>();
  private final Map<String, String> help = new HashMap<>();
  private final Map<String, String> type = new HashMap<>();

  private ScrapeBody() {}

  static ScrapeBody parse(String text) {
    if (!text.endsWith("\n")) {
      throw new AssertionError("the last line is not whole");
    }
    ScrapeBody body = new ScrapeBody();
    text.lines().forEach(body::line);
    return body;
  }

  private void line(String line) {
    Matcher comment = COMMENT.matcher(line);
    if (comment.matches()) {
      (comment.group(1).equals("HELP") ? help : type).put(comment.group(2), comment.group(3));
      return;
    }
    Matcher series = SERIES.matcher(line);
    if (!series.matches()) {
      throw new AssertionError("not a line of a scrape: " + line);
    }
    String name = series.group(1);
    if (!help.containsKey(name) || !type.containsKey(name)) {
      throw new AssertionError(name + " without HELP and TYPE");
    }
    Map<String, String> labels = new LinkedHashMap<>();
    if (series.group(2) != null) {
      Matcher label = LABEL.matcher(series.group(2));
      int end = 0;
      while (label.find(end) && label.start() == end) {
        labels.put(label.group(1), label.group(2));
        end = label.end();
        if (end == series.group(2).length()) {
          break;
        }
      }
      if (end != series.group(2).length()) {
        throw new AssertionError("not labels: " + line);
      }
    }
    Double former =
        byName
            .computeIfAbsent(name, family -> new HashMap<>())
            .put(labels, Double.parseDouble(series.group(3)));
    if (former != null) {
      throw new AssertionError("stands twice: " + line);
    }
  }

  /** Names of all families with series. */
  Map<String, Map<Map<String, String>, Double>> families() {
    return byName;
  }

  /** The series of a family by its labels; empty when it has none. */
  Map<Map<String, String>, Double> family(String name) {
    return byName.getOrDefault(name, Map.of());
  }

  String help(String name) {
    return help.get(name);
  }

  String type(String name) {
    return type.get(name);
  }

  /** The value of the series with exactly these labels; null when there is none. */
  Double value(String name, Map<String, String> labels) {
    return family(name).get(labels);
  }

  /** Sum of a family by one of its labels. */
  Map<String, Double> sumBy(String name, String label) {
    Map<String, Double> sums = new TreeMap<>();
    family(name).forEach((labels, value) -> sums.merge(labels.get(label), value, Double::sum));
    return sums;
  }

  double sum(String name) {
    return family(name).values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
