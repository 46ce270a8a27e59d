package io.vitals.flink.punctuated;

import io.vitals.schemas.topics.Topic;
import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Turns what stands on punctuated topics into elements of a job. Called by the source's task for
 * one record after the other, so an element may be used again for the next where object reuse is on
 * and what follows in the chain keeps none.
 *
 * @param <T> the element
 */
public interface PunctuatedDeserializer<T extends Timed> extends Serializable {
  /** Makes what cannot be serialised, decoders for instance. */
  default void open() {}

  /**
   * The element for a record that is no punctuation.
   *
   * @param topic it was read from
   * @param record its value is null for a tombstone
   * @return null to leave the record out
   */
  T record(Topic topic, ConsumerRecord<byte[], byte[]> record) throws IOException;

  /** The element for a punctuation, whose {@link Timed#punctuation} is true. */
  T punctuation(Topic topic, int partition, long watermark);

  /** Flink's description of the element. */
  TypeInformation<T> producedType();
}
