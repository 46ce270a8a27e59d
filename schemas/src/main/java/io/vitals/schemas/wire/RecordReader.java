package io.vitals.schemas.wire;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Decodes single objects of one record type, whichever known schema they were written with. For
 * topics that only we write: what cannot be read there is a defect, so it throws. For what others
 * write see {@link SourceDecoder}. Not thread-safe: it keeps its decoders.
 *
 * @param <T> the record type
 */
public final class RecordReader<T extends SpecificRecord> {
  private final RecordFormat<T> format;
  private final SchemaStore writers;
  private final Map<Long, DatumReader<T>> byWriter = new HashMap<>();
  private final ByteArrayDecoder decoder = new ByteArrayDecoder();

  private RecordReader(Class<T> type, SchemaStore writers) {
    this.format = new RecordFormat<>(type);
    this.writers = writers;
  }

  /**
   * A reader of this type that knows the bundled writer schemas.
   *
   * @throws IllegalArgumentException if the type is not a record of a topic
   */
  public static <T extends SpecificRecord> RecordReader<T> of(Class<T> type) {
    return new RecordReader<>(type, RecordTypes.bundledSchemas());
  }

  /**
   * A reader of this type that knows exactly these writer schemas.
   *
   * @throws IllegalArgumentException if the type is not a record of a topic
   */
  public static <T extends SpecificRecord> RecordReader<T> of(Class<T> type, SchemaStore writers) {
    return new RecordReader<>(type, writers);
  }

  /**
   * The record in these bytes.
   *
   * @throws UnreadableRecordException if they are no single object, of an unknown schema or another
   *     record type, or broken
   */
  public T read(byte[] bytes) {
    return read(bytes, null);
  }

  /**
   * The record in these bytes, decoded into {@code reuse} where that is given.
   *
   * @param reuse null, or a record that this reader returned and nobody else holds: it, its nested
   *     records and its lists are overwritten, partly so if this throws
   * @throws UnreadableRecordException if they are no single object, of an unknown schema or another
   *     record type, or broken
   */
  public T read(byte[] bytes, T reuse) {
    if (!SingleObject.isSingleObject(bytes)) {
      throw new UnreadableRecordException("not an Avro single object", null);
    }
    DatumReader<T> reader =
        byWriter.computeIfAbsent(SingleObject.fingerprint(bytes), this::readerFor);
    decoder.reset(bytes, SingleObject.HEADER_LENGTH);
    T record = decode(reader, reuse);
    if (decoder.remaining() > 0) {
      throw new UnreadableRecordException("bytes follow the " + format.name(), null);
    }
    return record;
  }

  private T decode(DatumReader<T> reader, T reuse) {
    try {
      return reader.read(reuse, decoder);
    } catch (IOException | RuntimeException e) {
      throw new UnreadableRecordException("broken " + format.name(), e);
    }
  }

  private DatumReader<T> readerFor(long fingerprint) {
    Schema writer =
        writers
            .find(fingerprint)
            .orElseThrow(
                () ->
                    new UnreadableRecordException(
                        "unknown schema " + SingleObject.hex(fingerprint), null));
    if (!format.accepts(writer)) {
      throw new UnreadableRecordException(
          "a " + writer.getName() + ", not a " + format.name(), null);
    }
    return format.readerOf(writer);
  }
}
