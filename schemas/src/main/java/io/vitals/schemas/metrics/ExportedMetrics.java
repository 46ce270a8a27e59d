package io.vitals.schemas.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The section {@code metrics} of the dictionary: every metric that may be exposed. */
public final class ExportedMetrics {
  private static final String RESOURCE = "/metrics.yaml";
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "type",
          "definition",
          "formula",
          "unit",
          "labels",
          "owner",
          "sources",
          "cadence",
          "version",
          "changes");

  private final Map<String, ExportedMetric> byName;

  private ExportedMetrics(Map<String, ExportedMetric> byName) {
    this.byName = byName;
  }

  /** The dictionary that ships with the code. */
  public static ExportedMetrics bundled() {
    try (InputStream yaml = ExportedMetrics.class.getResourceAsStream(RESOURCE)) {
      return of(new Load(LoadSettings.builder().build()).loadFromInputStream(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }

  /**
   * The metrics of a dictionary.
   *
   * @param yaml the dictionary
   * @throws IllegalArgumentException naming every fault
   */
  public static ExportedMetrics parse(String yaml) {
    return of(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  /** Every metric, in the order of the dictionary. */
  public Collection<ExportedMetric> all() {
    return byName.values();
  }

  /** The metric of this name as exposed, if the dictionary has it. */
  public Optional<ExportedMetric> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * Share of the metrics that state all that is asked: what is empty is not read at all, so what is
   * left to lack are sources, and a change log that ends at the version.
   */
  public double compliance() {
    return byName.values().stream()
        .mapToInt(
            metric ->
                !metric.sources().isEmpty()
                        && !metric.changes().isEmpty()
                        && metric.changes().get(metric.changes().size() - 1).version()
                            == metric.version()
                    ? 1
                    : 0)
        .average()
        .orElse(1);
  }

  private static ExportedMetrics of(Object document) {
    List<String> faults = new ArrayList<>();
    Map<String, ExportedMetric> byName = new LinkedHashMap<>();
    if (document instanceof Map<?, ?> sections && sections.get("metrics") instanceof List<?> rows) {
      for (Object row : rows) {
        read(row, faults)
            .ifPresent(
                metric -> {
                  if (byName.put(metric.name(), metric) != null) {
                    faults.add(metric.name() + " stands twice");
                  }
                });
      }
    } else {
      faults.add("no list 'metrics'");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException("metric dictionary: " + String.join("; ", faults));
    }
    return new ExportedMetrics(byName);
  }

  private static Optional<ExportedMetric> read(Object row, List<String> faults) {
    if (!(row instanceof Map<?, ?> fields)) {
      faults.add(row + " is no mapping");
      return Optional.empty();
    }
    Set<String> keys = new TreeSet<>();
    fields.keySet().forEach(key -> keys.add(String.valueOf(key)));
    if (!keys.equals(KEYS)) {
      faults.add(fields.get("name") + " has the fields " + keys + ", not " + new TreeSet<>(KEYS));
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ExportedMetric(
              text(fields, "name"),
              ExportedMetric.Type.valueOf(text(fields, "type").toUpperCase(Locale.ROOT)),
              text(fields, "definition"),
              text(fields, "formula"),
              text(fields, "unit"),
              texts(fields, "labels"),
              text(fields, "owner"),
              texts(fields, "sources"),
              text(fields, "cadence"),
              Integer.parseInt(text(fields, "version")),
              changes(fields)));
    } catch (IllegalArgumentException e) {
      faults.add(fields.get("name") + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private static String text(Map<?, ?> fields, String key) {
    String text = String.valueOf(fields.get(key));
    if (fields.get(key) == null || text.isBlank()) {
      throw new IllegalArgumentException(key + " is empty");
    }
    return text;
  }

  private static List<ExportedMetric.Change> changes(Map<?, ?> fields) {
    if (!(fields.get("changes") instanceof List<?> rows)) {
      throw new IllegalArgumentException("changes is no list");
    }
    return rows.stream().map(ExportedMetrics::change).toList();
  }

  private static ExportedMetric.Change change(Object row) {
    if (!(row instanceof Map<?, ?> fields)) {
      throw new IllegalArgumentException(row + " is no change");
    }
    return new ExportedMetric.Change(
        Integer.parseInt(text(fields, "version")), text(fields, "date"), text(fields, "change"));
  }

  private static List<String> texts(Map<?, ?> fields, String key) {
    if (!(fields.get(key) instanceof List<?> values)) {
      throw new IllegalArgumentException(key + " is no list");
    }
    return values.stream().map(String::valueOf).toList();
  }
}
