package io.vitals.schemas.metrics;

import io.vitals.schemas.yaml.YamlSection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the dictionary says of series: every metric that may be exposed, every rule that Prometheus
 * records, and every metric of others that rules and boards may use.
 */
public final class ExportedMetrics {
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

  /**
   * The dictionary that ships with the code.
   *
   * @throws InvalidDictionaryException when it has mistakes
   */
  public static ExportedMetrics bundled() {
    return parse(MetricDictionary.bundledText());
  }

  /**
   * Reads the metrics of a dictionary; its inputs of health are left to {@link MetricDictionary}.
   *
   * @throws InvalidDictionaryException with all its mistakes
   */
  public static ExportedMetrics parse(String yaml) {
    List<String> errors = new ArrayList<>();
    YamlSection file = YamlSection.parse(yaml, errors);
    if (!file.has("metrics")) {
      file.error("metrics", "is missing: define what is exposed");
    }
    ExportedMetrics dictionary =
        new ExportedMetrics(
            metrics(file, "metrics"),
            metrics(file, "rules"),
            file.sections("foreign").stream().map(ExportedMetrics::foreign).toList());
    if (!errors.isEmpty()) {
      throw new InvalidDictionaryException(errors);
    }
    return dictionary;
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

  private static Map<String, ExportedMetric> metrics(YamlSection file, String key) {
    Map<String, ExportedMetric> byName = new LinkedHashMap<>();
    for (YamlSection section : file.sections(key)) {
      ExportedMetric metric = metric(section);
      if (byName.put(metric.name(), metric) != null) {
        section.error("name", "\"" + metric.name() + "\" stands twice: remove one");
      }
    }
    return byName;
  }

  private static ExportedMetric metric(YamlSection section) {
    for (String list : List.of("labels", "sources", "changes")) {
      if (!section.has(list)) {
        section.error(list, "is missing: write a list");
      }
    }
    ExportedMetric metric =
        new ExportedMetric(
            section.requiredText("name"),
            section.word("type", ExportedMetric.Type.class),
            section.requiredText("definition"),
            section.requiredText("formula"),
            section.requiredText("unit"),
            section.texts("labels"),
            section.requiredText("owner"),
            section.texts("sources"),
            section.requiredText("cadence"),
            section.requiredCount("version"),
            DefinitionChange.all(section));
    if (!section.has("type")) {
      section.error("type", "is missing: write gauge, counter or info");
    }
    section.rejectUnknownKeys();
    return metric;
  }

  private static ForeignMetric foreign(YamlSection section) {
    ForeignMetric metric =
        new ForeignMetric(
            section.requiredText("name"),
            section.requiredText("origin"),
            section.requiredText("definition"),
            section.requiredText("unit"));
    section.rejectUnknownKeys();
    return metric;
  }
}
