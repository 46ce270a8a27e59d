package io.vitals.flink.punctuated;

import io.vitals.schemas.Heartbeat;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes a punctuated topic round after round, until it is stopped: some records to each partition
 * but the last two, one second of ingest time a round, and punctuation to all.
 */
final class TestingFeed implements AutoCloseable {
  static final long ROUND = Duration.ofSeconds(1).toMillis();

  private static final int RECORDS_PER_PARTITION = 5;
  private static final Duration EVERY = Duration.ofMillis(20);

  /**
   * One, since the first of several batches under way may be refused by a leader just elected, and
   * then never gets its place before the others.
   */
  private static final int BATCHES_UNDER_WAY = 1;

  private final Topic topic;
  private final long begin;
  private final KafkaProducer<byte[], byte[]> producer;
  private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor();
  private final RecordWriter<Heartbeat> writer = RecordWriter.of(Heartbeat.class);
  private final Punctuations punctuations = new Punctuations("feed");
  private final Map<String, Long> timeById = new ConcurrentHashMap<>();
  private final ScheduledFuture<?> running;
  private long round;

  private TestingFeed(Topic topic, Instant begin, String bootstrapServers) {
    this.topic = topic;
    this.begin = begin.toEpochMilli();
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "max.in.flight.requests.per.connection",
                BATCHES_UNDER_WAY),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.running =
        rounds.scheduleWithFixedDelay(this::writeRound, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  static TestingFeed start(Topic topic, Instant begin, String bootstrapServers) {
    return new TestingFeed(topic, begin, bootstrapServers);
  }

  private void writeRound() {
    for (int partition = 0; partition < topic.partitions() - 2; partition++) {
      for (int i = 0; i < RECORDS_PER_PARTITION; i++) {
        String id = round + "/" + partition + "/" + i;
        long time = begin + round * ROUND + i * 7L + partition;
        timeById.put(id, time);
        Heartbeat heartbeat =
            Heartbeat.newBuilder()
                .setIngestTime(Instant.ofEpochMilli(time))
                .setSource(id)
                .setCompleteThrough(Instant.EPOCH)
                .build();
        send(partition, writer.write(heartbeat));
      }
    }
    long watermark = begin + (round + 1) * ROUND - 1;
    for (int partition = 0; partition < topic.partitions(); partition++) {
      send(partition, punctuations.at(topic, partition, watermark).value());
    }
    round++;
  }

  private void send(int partition, byte[] value) {
    // A record that does not arrive is missed at the end.
    var unused =
        producer.send(new ProducerRecord<>(topic.topicName(), partition, new byte[0], value));
  }

  /** Stops after the current round and returns the last punctuation. */
  long stop() throws InterruptedException {
    running.cancel(false);
    rounds.shutdown();
    if (!rounds.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("the feed does not stop");
    }
    producer.flush();
    return begin + round * ROUND - 1;
  }

  /** Ingest time of every record written, by id. */
  Map<String, Long> timeById() {
    return timeById;
  }

  @Override
  public void close() {
    rounds.shutdownNow();
    producer.close();
  }
}
