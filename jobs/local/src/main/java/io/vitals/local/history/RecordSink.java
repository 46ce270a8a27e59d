package io.vitals.local.history;

import io.vitals.schemas.topics.Topic;
import java.util.function.BooleanSupplier;

/** Where records are written. Those of one partition arrive in the order in which they are sent. */
public interface RecordSink extends AutoCloseable {
  /**
   * Sends a record, without waiting.
   *
   * @param key null for none
   * @param source value of the header {@code source}; null for none
   * @param timestamp of the record, epoch milliseconds
   */
  void send(Topic topic, int partition, String key, String source, long timestamp, byte[] value);

  /**
   * A question about all that was sent since it was asked last: whether it is acknowledged by now.
   */
  BooleanSupplier acknowledged();

  /**
   * Waits until all that was sent is acknowledged.
   *
   * @throws IllegalStateException if something sent cannot be
   */
  void flush();

  /** Flushes and lets go of all resources. */
  @Override
  void close();
}
