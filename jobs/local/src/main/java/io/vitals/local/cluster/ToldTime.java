package io.vitals.local.cluster;

import io.vitals.local.cli.shared.KafkaConnection;
import io.vitals.schemas.ClockTick;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a cluster was told of time so far.
 *
 * @param first the first tick
 * @param last the last tick
 */
record ToldTime(Instant first, Instant last) {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

  /**
   * Asks the topic of the clock; empty if it has no tick.
   *
   * @throws TimeoutException if no tick comes although there are some
   */
  static Optional<ToldTime> read(KafkaConnection connection) {
    Properties settings = KafkaCluster.clientSettings(connection);
    TopicPartition clock = new TopicPartition(Topic.CLOCK.topicName(), 0);
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(clock));
      long begin = consumer.beginningOffsets(List.of(clock)).get(clock);
      long end = consumer.endOffsets(List.of(clock)).get(clock);
      return begin == end
          ? Optional.empty()
          : Optional.of(new ToldTime(tick(consumer, clock, begin), tick(consumer, clock, end - 1)));
    }
  }

  private static Instant tick(
      Consumer<byte[], byte[]> consumer, TopicPartition clock, long offset) {
    consumer.seek(clock, offset);
    return consumer.poll(ANSWER_WITHIN).records(clock).stream()
        .findFirst()
        .map(tick -> RecordReader.of(ClockTick.class).read(tick.value()).getIngestTime())
        .orElseThrow(() -> new TimeoutException("no tick comes from " + clock));
  }
}
