package io.vitals.exporter;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.vitals.schemas.metrics.ExportedMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects the series of one scrape, family by family.
 *
 * @param <F> the families
 */
final class SeriesBuilder<F extends Enum<F>> {
  private final Map<F, ExportedMetric> definitions;
  private final SortedMap<F, List<Sample>> samples = new TreeMap<>();

  /** A builder of families defined so. */
  SeriesBuilder(Map<F, ExportedMetric> definitions) {
    this.definitions = definitions;
  }

  private record Sample(Labels labels, double value) {}

  /** Adds a series. */
  void add(F family, Labels labels, double value) {
    samples.computeIfAbsent(family, name -> new ArrayList<>()).add(new Sample(labels, value));
  }

  /** Adds the one series of a family without labels. */
  void add(F family, double value) {
    add(family, Labels.EMPTY, value);
  }

  /** Adds a series where there is a value: none is not zero. */
  void addIfKnown(F family, Labels labels, Number value) {
    if (value != null) {
      add(family, labels, value.doubleValue());
    }
  }

  /** Every series added; families without any are left out. */
  MetricSnapshots build() {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    samples.forEach((family, rows) -> all.metricSnapshot(snapshot(definitions.get(family), rows)));
    return all.build();
  }

  private static MetricSnapshot snapshot(ExportedMetric metric, List<Sample> rows) {
    return switch (metric.type()) {
      case GAUGE -> gauge(metric, rows);
      case COUNTER -> counter(metric, rows);
      case INFO -> info(metric, rows);
    };
  }

  private static MetricSnapshot gauge(ExportedMetric metric, List<Sample> rows) {
    GaugeSnapshot.Builder gauge =
        GaugeSnapshot.builder().name(metric.name()).help(metric.definition());
    rows.forEach(
        row -> gauge.dataPoint(new GaugeDataPointSnapshot(row.value(), row.labels(), null)));
    return gauge.build();
  }

  private static MetricSnapshot counter(ExportedMetric metric, List<Sample> rows) {
    CounterSnapshot.Builder counter =
        CounterSnapshot.builder().name(metric.name()).help(metric.definition());
    rows.forEach(
        row -> counter.dataPoint(new CounterDataPointSnapshot(row.value(), row.labels(), null, 0)));
    return counter.build();
  }

  private static MetricSnapshot info(ExportedMetric metric, List<Sample> rows) {
    InfoSnapshot.Builder info =
        InfoSnapshot.builder().name(metric.name()).help(metric.definition());
    rows.forEach(row -> info.dataPoint(new InfoDataPointSnapshot(row.labels())));
    return info.build();
  }
}
