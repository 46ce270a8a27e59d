package io.vitals.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** What holds of every record: its time, its words, its personal data, its room to grow. */
class ContractsTest {
  private static final Set<String> PERSONAL =
      Set.of(
          "TelemetryEvent.user_id",
          "ChurnOutcome.feedback",
          "RejectedRecord.key",
          "RejectedRecord.value",
          "RejectedRecord.headers");

  private static final Map<String, String> OPEN_ENUMS =
      Map.ofEntries(
          Map.entry("Entity", "UNKNOWN"),
          Map.entry("Operation", "UPDATE"),
          Map.entry("ChurnReason", "UNKNOWN"),
          Map.entry("DeadLetterReason", "UNKNOWN"),
          Map.entry("HealthBand", "UNKNOWN"),
          Map.entry("HealthStatus", "UNKNOWN"),
          Map.entry("CountBand", "UNKNOWN"),
          Map.entry("FreshnessCause", "UNKNOWN"),
          Map.entry("CadenceBasis", "UNKNOWN"),
          Map.entry("ExceptionType", "UNKNOWN"),
          Map.entry("QualityMeasure", "UNKNOWN"),
          Map.entry("ControlMeasure", "UNKNOWN"),
          Map.entry("DifferenceClass", "UNKNOWN"),
          Map.entry("AlertKind", "UNKNOWN"),
          Map.entry("AlertEnd", "UNKNOWN"),
          Map.entry("AlertVerdictKind", "UNKNOWN"),
          Map.entry("SuppressionReason", "UNKNOWN"),
          Map.entry("SignalAction", "UNKNOWN"),
          Map.entry("SignalKind", "UNKNOWN"),
          Map.entry("SignalScope", "UNKNOWN"));

  /** No symbol of theirs would be honest for one that an older reader does not know. */
  private static final Set<String> CLOSED_ENUMS =
      Set.of(
          "AlertSeverity",
          "AlertPhase",
          "TicketPriority",
          "TicketStatus",
          "LifecycleStage",
          "OutcomeKind",
          "FreshnessStatus",
          "InputStatus",
          "MissingReason",
          "LedgerCause");

  @Test
  void everyRecordBeginsWithItsIngestTime() {
    for (Schema schema : RecordTypes.all().values()) {
      Schema.Field first = schema.getFields().get(0);
      assertThat(first.name()).as(schema.getName()).isEqualTo("ingest_time");
      assertThat(first.schema().getType()).as(schema.getName()).isEqualTo(Schema.Type.LONG);
      assertThat(first.schema().getLogicalType())
          .as(schema.getName())
          .isEqualTo(LogicalTypes.timestampMillis());
    }
  }

  @Test
  void everyRecordAndEnumAndFieldSaysWhatItMeans() {
    for (Schema named : namedTypes().values()) {
      assertThat(named.getDoc()).as(named.getName()).isNotBlank();
      for (Schema.Field field : fields(named)) {
        assertThat(field.doc()).as("%s.%s", named.getName(), field.name()).isNotBlank();
      }
    }
  }

  @Test
  void exactlyThePersonalFieldsAreMarked() {
    Set<String> marked = new TreeSet<>();
    for (Schema named : namedTypes().values()) {
      for (Schema.Field field : fields(named)) {
        if (field.getObjectProp("pii") != null) {
          assertThat(field.getObjectProp("pii")).isEqualTo(true);
          marked.add(named.getName() + "." + field.name());
        }
      }
    }
    assertThat(marked).containsExactlyInAnyOrderElementsOf(PERSONAL);
  }

  @Test
  void personalFieldsCanBeLeftOut() {
    for (String name : PERSONAL) {
      String[] parts = name.split("\\.", 2);
      Schema.Field field = namedTypes().get(parts[0]).getField(parts[1]);
      assertThat(field.hasDefaultValue()).as(name).isTrue();
    }
  }

  @Test
  void everyEnumIsOpenWithADefaultOrDeclaredClosed() {
    Map<String, String> defaults = new TreeMap<>();
    Set<String> closed = new TreeSet<>();
    for (Schema named : namedTypes().values()) {
      if (named.getType() == Schema.Type.ENUM) {
        if (named.getEnumDefault() == null) {
          closed.add(named.getName());
        } else {
          defaults.put(named.getName(), named.getEnumDefault());
        }
      }
    }
    assertThat(defaults).containsExactlyInAnyOrderEntriesOf(OPEN_ENUMS);
    assertThat(closed).containsExactlyInAnyOrderElementsOf(CLOSED_ENUMS);
  }

  @Test
  void nullStandsFirstInEveryUnionAndDefaultsToNull() {
    Set<String> withoutDefault = new TreeSet<>();
    for (Schema named : namedTypes().values()) {
      for (Schema.Field field : fields(named)) {
        if (field.schema().isUnion()) {
          List<Schema> branches = field.schema().getTypes();
          assertThat(branches).as("%s.%s", named.getName(), field.name()).hasSize(2);
          assertThat(branches.get(0).getType()).isEqualTo(Schema.Type.NULL);
          assertThat(branches.get(1).getType())
              .as("%s.%s: an empty array says none, and is read as a plain list", named, field)
              .isNotEqualTo(Schema.Type.ARRAY);
          if (!field.hasDefaultValue()) {
            withoutDefault.add(named.getName() + "." + field.name());
          }
        }
      }
    }
    // Null there unmaps a key, so it must be said.
    assertThat(withoutDefault).containsExactly("IdentityMapping.account_id");
  }

  @Test
  void theRecordTypesAreThoseOfTheTopics() {
    Set<String> onTopics = new HashSet<>();
    for (Class<? extends SpecificRecord> type : Samples.types()) {
      onTopics.add(type.getSimpleName());
      assertThat(RecordTypes.all()).containsEntry(type.getSimpleName(), RecordTypes.schemaOf(type));
    }
    assertThat(RecordTypes.all().keySet()).containsExactlyInAnyOrderElementsOf(onTopics);
  }

  /** Records and enums, nested ones too, by name. */
  private static Map<String, Schema> namedTypes() {
    Map<String, Schema> found = new TreeMap<>();
    List<Schema> waiting = new ArrayList<>(RecordTypes.all().values());
    while (!waiting.isEmpty()) {
      Schema schema = waiting.remove(waiting.size() - 1);
      switch (schema.getType()) {
        case RECORD -> {
          if (found.put(schema.getName(), schema) == null) {
            schema.getFields().forEach(field -> waiting.add(field.schema()));
          }
        }
        case ENUM -> found.put(schema.getName(), schema);
        case ARRAY -> waiting.add(schema.getElementType());
        case UNION -> waiting.addAll(schema.getTypes());
        default -> {
          // A primitive has no words of its own.
        }
      }
    }
    return found;
  }

  private static List<Schema.Field> fields(Schema named) {
    return named.getType() == Schema.Type.RECORD ? named.getFields() : List.of();
  }
}
