package io.vitals.exporter.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vitals.schemas.metrics.ExportedMetric;
import io.vitals.schemas.metrics.ExportedMetrics;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NotifierMetricsTest {
  private static final Pattern HELP = Pattern.compile("(?m)^# HELP (\\S+) (.+)$");

  @Test
  void everythingServedStandsInTheDictionaryAndTheOtherWayRound() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    AlertBook book = new AlertBook(Duration.ofMinutes(5), Duration.ofDays(1));
    new NotifierMetrics(registry, book).watch("am:9093");
    List<String> served =
        HELP.matcher(registry.scrape())
            .results()
            .map(row -> row.group(1) + " " + row.group(2))
            .toList();
    List<String> defined =
        ExportedMetrics.bundled().all().stream()
            .filter(metric -> metric.name().startsWith("vitals_notifier_"))
            .map(NotifierMetricsTest::help)
            .toList();
    assertThat(served).containsExactlyInAnyOrderElementsOf(defined);
  }

  private static String help(ExportedMetric metric) {
    return metric.name() + " " + metric.definition();
  }
}
