package io.vitals.schemas.wire;

import io.vitals.schemas.DeadLetterReason;
import io.vitals.schemas.topics.Topic;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Decodes Avro single objects from a source topic, whichever known schema they were written with.
 * Never throws and never allocates more than the bytes call for, whatever they are. Each record is
 * an object of its own. Not thread-safe: it keeps its decoders.
 *
 * <p>The reasons, in the order in which they are looked for:
 *
 * <ol>
 *   <li>{@code NULL_VALUE}: there is no value
 *   <li>{@code EMPTY}: a value of no bytes
 *   <li>{@code TOO_LARGE}: more bytes than the limit
 *   <li>{@code NOT_SINGLE_OBJECT}: not the frame of {@link SingleObject}
 *   <li>{@code UNKNOWN_SCHEMA}: no schema of this fingerprint is known
 *   <li>{@code WRONG_TOPIC}: a record of ours, but not one that the topic carries
 *   <li>{@code UNDECODABLE}: the bytes are not such a record, or more follow it
 * </ol>
 */
public final class SingleObjectDecoder implements SourceDecoder {
  /** Greatest length of a value in bytes, frame and all, unless another is given. */
  public static final int DEFAULT_MAX_LENGTH = 512 * 1024;

  private final Topic topic;
  private final SchemaStore writers;
  private final int maxLength;
  private final List<RecordFormat<?>> formats;
  private final Map<Long, DatumReader<? extends SpecificRecord>> byWriter = new HashMap<>();
  private final ByteArrayDecoder decoder = new ByteArrayDecoder();

  /** A decoder for this topic that knows the bundled writer schemas. */
  public SingleObjectDecoder(Topic topic) {
    this(topic, RecordTypes.bundledSchemas(), DEFAULT_MAX_LENGTH);
  }

  /**
   * A decoder for this topic.
   *
   * @param writers the writer schemas it knows
   * @param maxLength greatest length of a value in bytes, frame and all
   * @throws IllegalArgumentException if no single object fits {@code maxLength}
   */
  public SingleObjectDecoder(Topic topic, SchemaStore writers, int maxLength) {
    if (maxLength < SingleObject.HEADER_LENGTH) {
      throw new IllegalArgumentException("no record fits " + maxLength + " bytes");
    }
    this.topic = topic;
    this.writers = writers;
    this.maxLength = maxLength;
    this.formats = topic.records().stream().<RecordFormat<?>>map(RecordFormat::new).toList();
  }

  @Override
  public Decoding decode(byte[] value) {
    if (value == null) {
      return new Undecodable(DeadLetterReason.NULL_VALUE, "no value");
    }
    if (value.length == 0) {
      return new Undecodable(DeadLetterReason.EMPTY, "a value of no bytes");
    }
    if (value.length > maxLength) {
      return new Undecodable(
          DeadLetterReason.TOO_LARGE, value.length + " bytes, at most " + maxLength);
    }
    if (!SingleObject.isSingleObject(value)) {
      return new Undecodable(DeadLetterReason.NOT_SINGLE_OBJECT, "not an Avro single object");
    }
    long fingerprint = SingleObject.fingerprint(value);
    DatumReader<? extends SpecificRecord> reader = byWriter.get(fingerprint);
    return reader == null ? decodeFirst(fingerprint, value) : decode(reader, value);
  }

  private Decoding decodeFirst(long fingerprint, byte[] value) {
    Optional<Schema> writer = writers.find(fingerprint);
    if (writer.isEmpty()) {
      return new Undecodable(
          DeadLetterReason.UNKNOWN_SCHEMA, "unknown schema " + SingleObject.hex(fingerprint));
    }
    for (RecordFormat<?> format : formats) {
      if (format.accepts(writer.get())) {
        DatumReader<? extends SpecificRecord> reader = format.readerOf(writer.get());
        byWriter.put(fingerprint, reader);
        return decode(reader, value);
      }
    }
    return new Undecodable(
        DeadLetterReason.WRONG_TOPIC,
        "a " + writer.get().getName() + " does not belong in " + topic.topicName());
  }

  private Decoding decode(DatumReader<? extends SpecificRecord> reader, byte[] value) {
    decoder.reset(value, SingleObject.HEADER_LENGTH);
    try {
      SpecificRecord record = reader.read(null, decoder);
      if (decoder.remaining() > 0) {
        return new Undecodable(
            DeadLetterReason.UNDECODABLE, decoder.remaining() + " bytes follow the record");
      }
      return new Decoded(record);
    } catch (IOException | RuntimeException e) {
      // Only the class of the fault: Avro's messages may quote the record.
      return new Undecodable(
          DeadLetterReason.UNDECODABLE, "broken record: " + e.getClass().getSimpleName());
    } finally {
      decoder.release();
    }
  }
}
