package io.vitals.schemas.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExportedMetricsTest {
  private static final String ONE =
      """
        - name: vitals_a_total
          type: counter
          definition: 'A.'
          formula: 'count'
          unit: 'records'
          labels: [band]
          owner: platform
          sources: [account.health]
          cadence: 'each second'
          version: 2
          changes:
            - {version: 1, date: 2026-11-23, change: First.}
            - {version: 2, date: 2026-11-24, change: Better.}
      """;

  @Test
  void bundledDictionaryFollowsPrometheusNames() {
    assertThat(ExportedMetrics.bundled().all())
        .isNotEmpty()
        .allSatisfy(
            metric -> {
              assertThat(metric.name()).matches("vitals(_[a-z0-9]+)+");
              assertThat(metric.labels()).allMatch(label -> label.matches("[a-z]+(_[a-z]+)*"));
              assertThat(metric.name().endsWith("_total"))
                  .as(metric.name())
                  .isEqualTo(metric.type() == ExportedMetric.Type.COUNTER);
              assertThat(metric.name().endsWith("_info"))
                  .as(metric.name())
                  .isEqualTo(metric.type() == ExportedMetric.Type.INFO);
              assertThat(metric.definition()).as(metric.name()).endsWith(".");
              assertThat(metric.changes()).as(metric.name()).hasSize(metric.version());
            });
  }

  @Test
  void readsEveryField() {
    ExportedMetric metric =
        ExportedMetrics.parse("metrics:\n" + ONE).find("vitals_a_total").orElseThrow();
    assertThat(metric.type()).isEqualTo(ExportedMetric.Type.COUNTER);
    assertThat(metric.labels()).containsExactly("band");
    assertThat(metric.version()).isEqualTo(2);
    assertThat(metric.changes().get(1)).isEqualTo(new DefinitionChange(2, "2026-11-24", "Better."));
  }

  @Test
  void tellsEveryFaultAtOnce() {
    String yaml =
        "metrics:\n" + ONE + ONE + ONE.replace("counter", "curve") + ONE.replace("unit:", "units:");
    assertThatThrownBy(() -> ExportedMetrics.parse(yaml))
        .isInstanceOf(InvalidDictionaryException.class)
        .hasMessageContaining("stands twice")
        .hasMessageContaining("curve")
        .hasMessageContaining("units");
  }

  @Test
  void refusesADictionaryWithoutMetrics() {
    assertThatThrownBy(() -> ExportedMetrics.parse("inputs: []")).hasMessageContaining("metrics");
  }
}
