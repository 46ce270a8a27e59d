package io.vitals.local.stack;

import io.vitals.flink.punctuated.Punctuations;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads one of our topics from its beginning, read_committed, and knows how far its time has come:
 * up to which instant nothing more will follow. Not thread-safe.
 */
public final class PunctuatedTopicReader implements AutoCloseable {
  private static final int MOST_RECORDS_A_POLL = 5_000;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Consumer<ConsumerRecord<byte[], byte[]>> onRecord;
  private final long[] watermarks;

  /**
   * A reader.
   *
   * @param onRecord takes each record that is no punctuation, still encoded
   */
  public PunctuatedTopicReader(
      String bootstrapServers, Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> onRecord) {
    this.onRecord = onRecord;
    this.watermarks = new long[topic.partitions()];
    Arrays.fill(watermarks, Long.MIN_VALUE);
    List<TopicPartition> partitions =
        IntStream.range(0, topic.partitions())
            .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
            .toList();
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "max.poll.records",
                MOST_RECORDS_A_POLL),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Takes in what has come; waits no longer than this for it. */
  public void poll(Duration patience) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
      byte[] value = record.value();
      if (value == null) {
        continue;
      }
      if (Punctuations.isPunctuation(value)) {
        watermarks[record.partition()] =
            Math.max(watermarks[record.partition()], RecordTime.read(value));
      } else {
        onRecord.accept(record);
      }
    }
  }

  /** Whether everything up to this instant was taken in. */
  public boolean hasReached(Instant time) {
    return Arrays.stream(watermarks).min().orElseThrow() >= time.toEpochMilli();
  }

  /** Up to when everything was taken in; empty until every partition has told. */
  public Optional<Instant> reached() {
    long reached = Arrays.stream(watermarks).min().orElseThrow();
    return reached == Long.MIN_VALUE
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(reached));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
