package io.vitals.domain.freshness;

import io.vitals.schemas.Entity;
import io.vitals.schemas.topics.Topic;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The sources file: YAML with one list, {@code sources}, whose entries have {@code id, system,
 * topic, entities, expected_cadence, ingest_time} and {@code owner}, all required. The sources of a
 * topic have the same {@code ingest_time}. A cadence is a whole number and a unit: {@code 90s},
 * {@code 15m}, {@code 1h}, {@code 1d}; or {@code learned}.
 *
 * <p>Optional are {@code settles_within} (a time like a cadence; two cadences), {@code calendar}
 * (see {@link CalendarEntry}; always), {@code slo} (a share; 0.95) and {@code event_names} (a list;
 * not judged).
 */
public final class SourcesFile {
  private static final Map<Topic, Set<Entity>> CARRIED =
      Map.of(
          Topic.SOURCE_TELEMETRY, Set.of(Entity.TELEMETRY),
          Topic.SOURCE_TICKETS, Set.of(Entity.TICKET),
          Topic.SOURCE_CRM, Set.of(Entity.ACCOUNT, Entity.SUBSCRIPTION, Entity.OUTCOME));

  private SourcesFile() {}

  /**
   * The sources the text declares, in its order.
   *
   * @throws InvalidSourcesException with every error there is, if there is one
   */
  public static List<SourceDeclaration> parse(String yaml) {
    List<String> errors = new ArrayList<>();
    List<SourceDeclaration> sources = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    Map<Topic, SourceDeclaration> firstOfTopic = new EnumMap<>(Topic.class);
    int position = 0;
    for (Object entry : entries(yaml, errors)) {
      position++;
      SourceEntry fields = SourceEntry.of(entry, position, errors);
      SourceDeclaration source = fields.declaration();
      fields.id().filter(id -> !ids.add(id)).ifPresent(id -> fields.error("id is declared twice"));
      if (source != null) {
        checkEntities(source, fields);
        SourceDeclaration first = firstOfTopic.putIfAbsent(source.topic(), source);
        checkTime(source, first == null ? source : first, fields);
        sources.add(source);
      }
    }
    if (!errors.isEmpty()) {
      throw new InvalidSourcesException(errors);
    }
    return List.copyOf(sources);
  }

  private static void checkEntities(SourceDeclaration source, SourceEntry fields) {
    Set<Entity> carried = CARRIED.getOrDefault(source.topic(), Set.of());
    for (Entity entity : source.entities()) {
      if (!carried.contains(entity)) {
        fields.error("topic " + source.topic().topicName() + " does not carry " + entity);
      }
    }
  }

  /** A topic has one way of stamping: what one of its sources declares, all of them choose. */
  private static void checkTime(
      SourceDeclaration source, SourceDeclaration first, SourceEntry fields) {
    if (source.ingestTime() != first.ingestTime()) {
      fields.error(
          "ingest_time: another than that of source %s, but all records of topic %s are stamped alike: use one for both, or another topic"
              .formatted(first.id(), source.topic().topicName()));
    }
  }

  private static List<?> entries(String yaml, List<String> errors) {
    Object document;
    try {
      document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    } catch (YamlEngineException e) {
      errors.add("not YAML: " + e.getMessage());
      return List.of();
    }
    if (document instanceof Map<?, ?> root
        && root.keySet().equals(Set.of("sources"))
        && root.get("sources") instanceof List<?> list
        && !list.isEmpty()) {
      return list;
    }
    errors.add("one list 'sources' with at least one entry is expected, and nothing else");
    return List.of();
  }
}
