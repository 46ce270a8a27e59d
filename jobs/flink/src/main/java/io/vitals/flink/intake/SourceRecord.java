package io.vitals.flink.intake;

/**
 * A Kafka record of a source topic as it was read, whole: what cannot be used must leave as it
 * came.
 *
 * @param topic the topic
 * @param partition the partition
 * @param offset the offset there
 * @param timestamp Kafka's timestamp, which is ingest time, epoch milliseconds
 * @param key the key; null when it has none
 * @param value the value; null when it has none
 * @param headerKeys keys of the headers, in their order
 * @param headerValues values of the headers, in their order; a null value is null
 */
public record SourceRecord(
    String topic,
    int partition,
    long offset,
    long timestamp,
    byte[] key,
    byte[] value,
    String[] headerKeys,
    byte[][] headerValues) {

  /** Header by which a sender names its source, for records that cannot be decoded. */
  public static final String SOURCE_HEADER = "source";
}
