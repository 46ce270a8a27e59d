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

/**
 * What the dictionary says of series: every metric that may be exposed, every rule that Prometheus
 * records, and every metric of others that rules and boards may use.
 */
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
  private final Map<String, ExportedMetric> recorded;
  private final List<ForeignMetric> foreign;

  private ExportedMetrics(
      Map<String, ExportedMetric> byName,
      Map<String, ExportedMetric> recorded,
      List<ForeignMetric> foreign) {
    this.byName = byName;
    this.recorded = recorded;
    this.foreign = List.copyOf(foreign);
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

  /** Every series that a rule of Prometheus records, in the order of the dictionary. */
  public Collection<ExportedMetric> recorded() {
    return recorded.values();
  }

  /** Every metric of others that rules and boards may use. */
  public List<ForeignMetric> foreign() {
    return foreign;
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
    Map<?, ?> sections = document instanceof Map<?, ?> map ? map : Map.of();
    if (!(sections.get("metrics") instanceof List<?>)) {
      faults.add("no list 'metrics'");
    }
    ExportedMetrics dictionary =
        new ExportedMetrics(
            section(sections, "metrics", faults),
            section(sections, "rules", faults),
            foreign(sections, faults));
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException("metric dictionary: " + String.join("; ", faults));
    }
    return dictionary;
  }

  private static Map<String, ExportedMetric> section(
      Map<?, ?> sections, String name, List<String> faults) {
    Map<String, ExportedMetric> byName = new LinkedHashMap<>();
    for (Object row : rows(sections, name)) {
      read(row, faults)
          .ifPresent(
              metric -> {
                if (byName.put(metric.name(), metric) != null) {
                  faults.add(metric.name() + " stands twice");
                }
              });
    }
    return byName;
  }

  private static List<ForeignMetric> foreign(Map<?, ?> sections, List<String> faults) {
    List<ForeignMetric> foreign = new ArrayList<>();
    for (Object row : rows(sections, "foreign")) {
      try {
        Map<?, ?> fields = row instanceof Map<?, ?> map ? map : Map.of();
        foreign.add(
            new ForeignMetric(
                text(fields, "name"),
                text(fields, "origin"),
                text(fields, "definition"),
                text(fields, "unit")));
      } catch (IllegalArgumentException e) {
        faults.add(row + ": " + e.getMessage());
      }
    }
    return foreign;
  }

  private static List<?> rows(Map<?, ?> sections, String name) {
    return sections.get(name) instanceof List<?> rows ? rows : List.of();
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
