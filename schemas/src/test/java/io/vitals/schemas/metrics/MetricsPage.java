package io.vitals.schemas.metrics;

import java.util.Collection;

/** The page {@code docs/metrics.md}, made of the dictionary. */
final class MetricsPage {
  private static final String HEAD =
      """
      # Metrics

      What every number means, where it comes from, and who answers for it. This page is made of
      `schemas/src/main/resources/metrics.yaml`; a metric, panel or rule outside it fails the build.
      %d of %d metrics state all that is asked (%.0f %%; wanted: 90 %%).

      Not known is no series: an absent value is never a 0.
      """;

  private MetricsPage() {}

  static String text() {
    ExportedMetrics dictionary = ExportedMetrics.bundled();
    int all = dictionary.all().size();
    StringBuilder page =
        new StringBuilder(
            HEAD.formatted(
                Math.round(dictionary.compliance() * all), all, 100 * dictionary.compliance()));
    page.append("\n## Exporter and notifier\n");
    entries(page, dictionary.all());
    page.append("\n## Recorded by rules of Prometheus\n");
    entries(page, dictionary.recorded());
    page.append("\n## Of others\n\n| Metric | Of | Unit | Meaning |\n|---|---|---|---|\n");
    for (ForeignMetric metric : dictionary.foreign()) {
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(metric.name(), metric.origin(), metric.unit(), metric.definition()));
    }
    page.append("\n## Inputs of health\n");
    for (InputDefinition input : MetricDictionary.load().inputs()) {
      page.append(
          """

          ### `%s`

          %s

          - Formula: %s
          - Unit: %s
          - Owner: %s, version %d
          """
              .formatted(
                  input.name(),
                  input.definition(),
                  input.formula(),
                  input.unit(),
                  input.owner(),
                  input.version()));
    }
    return page.toString();
  }

  private static void entries(StringBuilder page, Collection<ExportedMetric> metrics) {
    for (ExportedMetric metric : metrics) {
      page.append(
          """

          ### `%s`

          %s

          - Formula: %s
          - Unit: %s
          - Labels: %s
          - From: %s, %s
          - Owner: %s, version %d
          """
              .formatted(
                  metric.name(),
                  metric.definition(),
                  metric.formula(),
                  metric.unit(),
                  metric.labels().isEmpty() ? "none" : String.join(", ", metric.labels()),
                  String.join(", ", metric.sources()),
                  metric.cadence(),
                  metric.owner(),
                  metric.version()));
    }
  }
}
