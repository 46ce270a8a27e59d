package io.vitals.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitals.schemas.Heartbeat;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.TicketChange;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class RecordWriterTest {
  @Test
  void aFieldThatMustBeSetIsNamedWhenItIsNot() {
    for (Class<? extends SpecificRecord> type : Samples.types()) {
      for (Schema.Field field : RecordTypes.schemaOf(type).getFields()) {
        if (!field.schema().isUnion() && isObject(field)) {
          SpecificRecord record = Samples.full(type);
          record.put(field.pos(), null);
          assertThatThrownBy(() -> Samples.encode(type, record))
              .as("%s.%s", type, field.name())
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining(field.name());
        }
      }
    }
  }

  @Test
  void aRecordThatCannotBeWrittenLeavesNoTraceInTheNext() {
    RecordWriter<TelemetryEvent> writer = RecordWriter.of(TelemetryEvent.class);
    TelemetryEvent incomplete = Samples.full(TelemetryEvent.class);
    incomplete.setEventName(null);
    assertThatThrownBy(() -> writer.write(incomplete)).isInstanceOf(IllegalArgumentException.class);

    TelemetryEvent whole = Samples.full(TelemetryEvent.class);
    assertThat(writer.write(whole)).isEqualTo(Samples.encode(TelemetryEvent.class, whole));
  }

  @Test
  void whatItReturnsIsNotWrittenToAgain() {
    RecordWriter<Heartbeat> writer = RecordWriter.of(Heartbeat.class);
    byte[] first = writer.write(new Heartbeat(Instant.EPOCH, "crm", Instant.EPOCH));
    byte[] copy = first.clone();
    writer.write(new Heartbeat(Instant.EPOCH, "tickets", Instant.EPOCH));

    assertThat(first).isEqualTo(copy);
  }

  @Test
  void beginsWithTheFrame() {
    byte[] bytes = Samples.encode(TicketChange.class, Samples.full(TicketChange.class));

    assertThat(SingleObject.isSingleObject(bytes)).isTrue();
    assertThat(SingleObject.fingerprint(bytes))
        .isEqualTo(SchemaStore.fingerprint(TicketChange.getClassSchema()));
  }

  private static boolean isObject(Schema.Field field) {
    return switch (field.schema().getType()) {
      case STRING, ENUM, ARRAY, RECORD, BYTES -> true;
      default -> field.schema().getLogicalType() != null;
    };
  }
}
