package io.vitals.schemas.wire;

import io.vitals.schemas.DeadLetterReason;
import org.apache.avro.specific.SpecificRecord;

/**
 * The seam behind which a source's format is turned into our records: Avro single objects now;
 * Confluent's wire format, Segment, Debezium and the like take this place for the sources that
 * speak them. Never throws for data.
 */
public interface SourceDecoder {
  /**
   * The record in the value of a source record.
   *
   * @param value as read from Kafka; null when it had none
   */
  Decoding decode(byte[] value);

  /** What decoding came to. */
  sealed interface Decoding permits Decoded, Undecodable {}

  /** A record of ours, its keys still the source's. */
  record Decoded(SpecificRecord record) implements Decoding {}

  /**
   * Bytes that are no record.
   *
   * @param reason the class of the fault
   * @param detail the fault in words, without content
   */
  record Undecodable(DeadLetterReason reason, String detail) implements Decoding {}
}
