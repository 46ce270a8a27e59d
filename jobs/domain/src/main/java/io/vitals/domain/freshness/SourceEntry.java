package io.vitals.domain.freshness;

import io.vitals.domain.freshness.SourceDeclaration.IngestTime;
import io.vitals.schemas.Entity;
import io.vitals.schemas.topics.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One entry of the sources file: reads its fields and notes what is wrong with each. */
final class SourceEntry {
  private static final List<String> FIELDS =
      List.of(
          "id",
          "system",
          "topic",
          "entities",
          "expected_cadence",
          "settles_within",
          "calendar",
          "slo",
          "ingest_time",
          "owner",
          "event_names");
  private static final String LEARNED = "learned";
  private static final double USUAL_SLO = 0.95;
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern SPAN = Pattern.compile("(0|[1-9][0-9]{0,8})([smhd])");

  /** How many cadences a source's completeness may lag, unless it declares another time. */
  private static final int USUAL_SETTLING_CADENCES = 2;

  private final Map<?, ?> values;
  private final String place;
  private final List<String> errors;

  private SourceEntry(Map<?, ?> values, String place, List<String> errors) {
    this.values = values;
    this.place = place;
    this.errors = errors;
  }

  /**
   * An entry of the list.
   *
   * @param position its place in the list, from 1
   * @param errors where to note what is wrong
   */
  static SourceEntry of(Object entry, int position, List<String> errors) {
    Map<?, ?> values = entry instanceof Map<?, ?> map ? map : Map.of();
    String name = values.get("id") instanceof String id ? "source " + id : "source " + position;
    SourceEntry fields = new SourceEntry(values, name, errors);
    for (Object key : values.keySet()) {
      if (!FIELDS.contains(key)) {
        fields.error("unknown field " + key);
      }
    }
    return fields;
  }

  void error(String text) {
    errors.add(place + ": " + text);
  }

  /** The id, when there is one. */
  Optional<String> id() {
    return values.get("id") instanceof String id ? Optional.of(id) : Optional.empty();
  }

  /** The declaration, or null when a field of it is wrong. */
  SourceDeclaration declaration() {
    int before = errors.size();
    String id = text("id");
    if (id != null && !ID.matcher(id).matches()) {
      error("id: lower case letters, digits and _ are expected, a letter first");
    }
    String system = text("system");
    Topic topic = topic();
    Set<Entity> entities = entities();
    String cadenceText = text("expected_cadence");
    boolean learned = LEARNED.equals(cadenceText);
    Duration cadence = learned ? CadenceInForce.COLD_START : span("expected_cadence", cadenceText);
    if (cadence != null && cadence.isZero()) {
      error("expected_cadence: more than 0 is expected");
    }
    Duration settling =
        values.containsKey("settles_within")
            ? span("settles_within", text("settles_within"))
            : cadence == null ? null : cadence.multipliedBy(USUAL_SETTLING_CADENCES);
    BusinessCalendar calendar =
        values.containsKey("calendar")
            ? CalendarEntry.read(values.get("calendar"), this::error)
            : BusinessCalendar.ALWAYS;
    double slo = slo();
    IngestTime ingestTime = constant("ingest_time", IngestTime.class, text("ingest_time"));
    String owner = text("owner");
    Set<String> names = eventNames();
    return errors.size() > before
        ? null
        : new SourceDeclaration(
            id,
            system,
            topic,
            entities,
            cadence,
            learned,
            calendar,
            slo,
            settling,
            ingestTime,
            owner,
            names);
  }

  private Topic topic() {
    String name = text("topic");
    if (name == null) {
      return null;
    }
    Optional<Topic> topic =
        Arrays.stream(Topic.values())
            .filter(candidate -> candidate.kind() == Topic.Kind.SOURCE)
            .filter(candidate -> candidate.topicName().equals(name))
            .findFirst();
    if (topic.isEmpty()) {
      error("topic: " + name + " is no source topic");
    }
    return topic.orElse(null);
  }

  private Set<Entity> entities() {
    Set<Entity> entities = EnumSet.noneOf(Entity.class);
    if (!(values.get("entities") instanceof List<?> names) || names.isEmpty()) {
      error("entities: a list with at least one is expected");
      return entities;
    }
    for (Object name : names) {
      Entity entity = constant("entities", Entity.class, String.valueOf(name));
      if (entity != null) {
        entities.add(entity);
      }
    }
    return entities;
  }

  private double slo() {
    Object value = values.containsKey("slo") ? values.get("slo") : USUAL_SLO;
    if (value instanceof Number number && number.doubleValue() > 0 && number.doubleValue() < 1) {
      return number.doubleValue();
    }
    error("slo: a share between 0 and 1 is expected, such as 0.95, not " + value);
    return USUAL_SLO;
  }

  private Set<String> eventNames() {
    Set<String> names = new TreeSet<>();
    if (!values.containsKey("event_names")) {
      return names;
    }
    if (values.get("event_names") instanceof List<?> list && !list.isEmpty()) {
      list.forEach(name -> names.add(String.valueOf(name)));
    } else {
      error("event_names: a list with at least one name is expected");
    }
    return names;
  }

  private Duration span(String field, String text) {
    if (text == null) {
      return null;
    }
    Matcher matcher = SPAN.matcher(text);
    if (!matcher.matches()) {
      error(
          field
              + ": a number and s, m, h or d are expected"
              + (field.equals("expected_cadence") ? ", or learned" : "")
              + ", not "
              + text);
      return null;
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private <T extends Enum<T>> T constant(String field, Class<T> type, String name) {
    if (name == null) {
      return null;
    }
    for (T constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(name)) {
        return constant;
      }
    }
    error(field + ": " + name + " is not one of " + lowerCase(type));
    return null;
  }

  private static <T extends Enum<T>> String lowerCase(Class<T> type) {
    return Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT);
  }

  private String text(String field) {
    Object value = values.get(field);
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    error(field + ": a text is expected");
    return null;
  }
}
