package io.vitals.schemas.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Encodes records of one type as single objects. Not thread-safe: it keeps its buffers.
 *
 * @param <T> the record type
 */
public final class RecordWriter<T extends SpecificRecord> {
  private final byte[] header;
  private final SpecificDatumWriter<T> writer;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(256);
  private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(buffer, null);

  private RecordWriter(Schema schema) {
    this.header = SingleObject.header(SchemaStore.fingerprint(schema));
    this.writer = new SpecificDatumWriter<>(schema);
  }

  /** A writer of records of this type with their current schema. */
  public static <T extends SpecificRecord> RecordWriter<T> of(Class<T> type) {
    return new RecordWriter<>(RecordTypes.schemaOf(type));
  }

  /**
   * The record as a single object.
   *
   * @throws IllegalArgumentException if a field that must be set is not; the writer stays usable
   */
  public byte[] write(T record) {
    buffer.reset();
    buffer.writeBytes(header);
    try {
      writer.write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("an in-memory buffer failed", e);
    } catch (RuntimeException e) {
      // Avro says so by one of several exceptions, whose message names the field.
      throw new IllegalArgumentException("a record that cannot be written: " + e.getMessage(), e);
    }
    return buffer.toByteArray();
  }
}
