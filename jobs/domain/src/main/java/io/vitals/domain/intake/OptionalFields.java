package io.vitals.domain.intake;

import io.vitals.schemas.AccountChange;
import io.vitals.schemas.ChurnOutcome;
import io.vitals.schemas.Entity;
import io.vitals.schemas.SubscriptionChange;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.TicketChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * The fields that a source may leave empty, of one record type: those of its schema that can be
 * null, except those that are intake's to set. An empty text fills nothing.
 */
final class OptionalFields {
  private static final Set<String> SET_BY_INTAKE =
      Set.of("account_id", "parent_account_id", "user_hash", "user_hash_key_version");

  private static final Map<Entity, OptionalFields> BY_ENTITY =
      Map.of(
          Entity.TELEMETRY, new OptionalFields(TelemetryEvent.getClassSchema()),
          Entity.TICKET, new OptionalFields(TicketChange.getClassSchema()),
          Entity.ACCOUNT, new OptionalFields(AccountChange.getClassSchema()),
          Entity.SUBSCRIPTION, new OptionalFields(SubscriptionChange.getClassSchema()),
          Entity.OUTCOME, new OptionalFields(ChurnOutcome.getClassSchema()));

  private final List<String> names;
  private final int[] positions;

  private OptionalFields(Schema schema) {
    List<String> optional = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      if (field.schema().isNullable() && !SET_BY_INTAKE.contains(field.name())) {
        optional.add(field.name());
      }
    }
    if (optional.size() > Long.SIZE) {
      throw new IllegalArgumentException(
          schema.getName() + " has more optional fields than a mask has bits");
    }
    names = List.copyOf(optional);
    positions = names.stream().mapToInt(name -> schema.getField(name).pos()).toArray();
  }

  /** Those of an entity that has records of its own. */
  static OptionalFields of(Entity entity) {
    OptionalFields fields = BY_ENTITY.get(entity);
    if (fields == null) {
      throw new IllegalArgumentException("no records are of " + entity);
    }
    return fields;
  }

  /** Their names, in the order of the schema. */
  List<String> names() {
    return names;
  }

  /** Which of them a record as its source sent it has filled: bit i stands for the i-th name. */
  long filledIn(SpecificRecord record) {
    long filled = 0;
    for (int i = 0; i < positions.length; i++) {
      Object value = record.get(positions[i]);
      if (value != null && !"".equals(value)) {
        filled |= 1L << i;
      }
    }
    return filled;
  }
}
