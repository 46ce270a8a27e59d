package io.vitals.schemas.wire;

import io.vitals.schemas.AccountScore;
import io.vitals.schemas.ChurnOutcome;
import io.vitals.schemas.TelemetryEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

/**
 * Schemas that were never published, so that reading other versions is tried before there are any.
 */
class EvolutionTest {
  private static final long SEED = 7;

  @Test
  void readsAWriterWithoutTheFieldsThatHaveDefaults() throws IOException {
    Evolution.assertReadsAsAvroDoes(
        TelemetryEvent.class, onlyRequired(TelemetryEvent.getClassSchema()), SEED);
    Evolution.assertReadsAsAvroDoes(
        AccountScore.class, onlyRequired(AccountScore.getClassSchema()), SEED);
  }

  @Test
  void skipsFieldsItDoesNotKnow() throws IOException {
    Schema tags = SchemaBuilder.array().items().stringType();
    Schema place =
        SchemaBuilder.record("Place").fields().requiredDouble("x").optionalBytes("y").endRecord();
    List<Schema.Field> fields = new ArrayList<>();
    fields.add(new Schema.Field("tags", tags));
    fields.add(new Schema.Field("place", place));
    fields.add(new Schema.Field("places", SchemaBuilder.array().items(place)));
    fields.addAll(copies(TelemetryEvent.getClassSchema().getFields()));
    fields.add(new Schema.Field("last", SchemaBuilder.builder().booleanType()));

    Evolution.assertReadsAsAvroDoes(
        TelemetryEvent.class, like(TelemetryEvent.getClassSchema(), fields), SEED);
  }

  @Test
  void takesTheDefaultForASymbolItDoesNotKnow() throws IOException {
    Schema current = ChurnOutcome.getClassSchema();
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : current.getFields()) {
      Schema schema =
          field.name().equals("reason")
              ? SchemaBuilder.enumeration("ChurnReason")
                  .namespace(current.getNamespace())
                  .symbols("MERGER", "SUPPORT", "WEATHER")
              : field.schema();
      fields.add(new Schema.Field(field.name(), schema));
    }

    Evolution.assertReadsAsAvroDoes(ChurnOutcome.class, like(current, fields), SEED);
  }

  private static Schema onlyRequired(Schema schema) {
    return like(
        schema,
        copies(
            schema.getFields().stream()
                .filter(field -> field.pos() == 0 || !field.hasDefaultValue())
                .toList()));
  }

  private static List<Schema.Field> copies(List<Schema.Field> fields) {
    return fields.stream().map(field -> new Schema.Field(field.name(), field.schema())).toList();
  }

  private static Schema like(Schema schema, List<Schema.Field> fields) {
    return Schema.createRecord(schema.getName(), null, schema.getNamespace(), false, fields);
  }
}
