package io.vitals.schemas.metrics;

import io.vitals.schemas.Entity;
import io.vitals.schemas.yaml.YamlSection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The metric dictionary, {@code metrics.yaml}: here its inputs of health. Their order is the order
 * of the driver ledger and of every array kept in state, so an input is only ever added at the end:
 * never moved, never removed.
 */
public final class MetricDictionary {
  /** The resource that holds the dictionary. */
  public static final String RESOURCE = "metrics.yaml";

  private final int version;
  private final List<InputDefinition> inputs;
  private final Map<String, Integer> positions = new HashMap<>();

  private MetricDictionary(int version, List<InputDefinition> inputs) {
    this.version = version;
    this.inputs = List.copyOf(inputs);
    for (InputDefinition input : inputs) {
      positions.put(input.name(), positions.size());
    }
  }

  /**
   * The dictionary this code was built with.
   *
   * @throws InvalidDictionaryException when it has mistakes
   */
  public static MetricDictionary load() {
    return parse(bundledText());
  }

  /** The text of the dictionary this code was built with. */
  static String bundledText() {
    try (InputStream stream =
        MetricDictionary.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("No resource " + RESOURCE);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Reads a dictionary; its exported metrics are left to {@link ExportedMetrics}.
   *
   * @throws InvalidDictionaryException with all its mistakes
   */
  public static MetricDictionary parse(String yaml) {
    List<String> errors = new ArrayList<>();
    YamlSection file = YamlSection.parse(yaml, errors);
    int version = file.requiredCount("version");
    List<InputDefinition> inputs = new ArrayList<>();
    for (YamlSection section : file.sections("inputs")) {
      InputDefinition input = input(section);
      if (inputs.stream().anyMatch(other -> other.name().equals(input.name()))) {
        section.error("name", "\"" + input.name() + "\" is defined twice: remove one");
      }
      inputs.add(input);
    }
    if (inputs.isEmpty()) {
      file.error("inputs", "is missing: define at least one input");
    }
    List.of("metrics", "rules", "foreign").forEach(file::sections);
    file.rejectUnknownKeys();
    if (!errors.isEmpty()) {
      throw new InvalidDictionaryException(errors);
    }
    return new MetricDictionary(version, inputs);
  }

  private static InputDefinition input(YamlSection section) {
    String name = section.requiredText("name");
    if (!name.isEmpty() && !name.matches("[a-z]+\\.[a-z0-9_]+")) {
      section.error("name", "must look like component.metric_unit, is \"" + name + "\"");
    }
    List<Entity> sources = section.words("sources", Entity.class);
    if (sources.isEmpty()) {
      section.error("sources", "is missing: name at least one entity");
    }
    int version = section.requiredCount("version");
    List<DefinitionChange> changes = DefinitionChange.all(section);
    if (changes.isEmpty() || changes.get(changes.size() - 1).version() != version) {
      section.error("changes", "must end with an entry for version " + version);
    }
    InputDefinition input =
        new InputDefinition(
            name,
            section.requiredText("definition"),
            section.requiredText("formula"),
            section.requiredText("unit"),
            section.requiredText("owner"),
            sources,
            cadence(section),
            version,
            changes);
    section.rejectUnknownKeys();
    return input;
  }

  private static Duration cadence(YamlSection section) {
    String text = section.requiredText("cadence");
    try {
      return text.isEmpty() ? Duration.ZERO : Duration.parse(text);
    } catch (DateTimeParseException unreadable) {
      section.error("cadence", "must be a duration such as PT15M, is \"" + text + "\"");
      return Duration.ZERO;
    }
  }

  /** Version of the dictionary, rising. */
  public int version() {
    return version;
  }

  /** The inputs of health, in dictionary order. */
  public List<InputDefinition> inputs() {
    return inputs;
  }

  /** An input's position in dictionary order, or -1 when there is none of that name. */
  public int indexOf(String name) {
    return positions.getOrDefault(name, -1);
  }
}
