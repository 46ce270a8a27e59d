package io.vitals.flink.pipeline;

import io.vitals.schemas.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A record as a source writes it.
 *
 * @param topic where to
 * @param partition of that topic
 * @param time Kafka's timestamp, epoch milliseconds
 * @param key Kafka's key; null: none
 * @param value Kafka's value; null: none
 * @param headers Kafka's headers
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record SourceEntry(
    Topic topic, int partition, long time, byte[] key, byte[] value, Map<String, byte[]> headers) {

  static SourceEntry of(Topic topic, String key, long time, byte[] value) {
    return new SourceEntry(
        topic, topic.partitionOf(key), time, key.getBytes(StandardCharsets.UTF_8), value, Map.of());
  }

  SourceEntry at(long otherTime) {
    return new SourceEntry(topic, partition, otherTime, key, value, headers);
  }
}
