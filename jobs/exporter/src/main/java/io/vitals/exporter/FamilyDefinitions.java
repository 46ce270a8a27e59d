package io.vitals.exporter;

import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.vitals.schemas.metrics.ExportedMetric;
import io.vitals.schemas.metrics.ExportedMetrics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the dictionary says of each family.
 *
 * @param <F> the families
 */
final class FamilyDefinitions<F extends Enum<F> & ExposedFamily> {
  private final Map<F, ExportedMetric> definitions;
  private final Map<F, String[]> labelNames;

  /**
   * The definitions of all families of an enum.
   *
   * @param families the enum
   * @param dictionary defines every metric exposed
   * @param labels which of the labels there are
   * @throws IllegalArgumentException if the dictionary lacks a metric
   */
  FamilyDefinitions(Class<F> families, ExportedMetrics dictionary, Predicate<String> labels) {
    definitions = new EnumMap<>(families);
    labelNames = new EnumMap<>(families);
    for (F family : families.getEnumConstants()) {
      ExportedMetric definition =
          dictionary
              .find(family.exposedName())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "the metric dictionary has no " + family.exposedName()));
      definitions.put(family, definition);
      labelNames.put(family, definition.labels().stream().filter(labels).toArray(String[]::new));
    }
  }

  /** What each family is, for the check at registration. */
  List<MetricFamilyDescriptor> descriptors() {
    return definitions.entrySet().stream()
        .map(
            entry ->
                MetricFamilyDescriptor.of(
                        MetricType.valueOf(entry.getValue().type().name()),
                        entry.getKey().exposedName())
                    .help(entry.getValue().definition())
                    .labelNames(labelNames.get(entry.getKey()))
                    .build())
        .toList();
  }

  /** A family's labels with these values, in the order of the dictionary. */
  Labels labels(F family, String... values) {
    return Labels.of(labelNames.get(family), values);
  }

  /** Series of these families, none yet. */
  SeriesBuilder<F> series() {
    return new SeriesBuilder<>(definitions);
  }
}
