package io.vitals.flink.pipeline;

import io.vitals.schemas.ClockTick;
import io.vitals.schemas.Heartbeat;
import io.vitals.schemas.IdentityMapping;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes source topics as a loader of history does: records with their declared times, then a
 * heartbeat of each source in each partition of its topic, and when all of that is acknowledged a
 * settled tick.
 */
final class TestingSource implements AutoCloseable {
  static final String TELEMETRY = "app";
  static final String TICKETS = "desk";
  static final String CRM = "crm";

  /** The three sources, one a topic. */
  static final String SOURCES_YAML =
      """
      sources:
        - {id: app, system: test, topic: source.telemetry, entities: [telemetry],
           expected_cadence: 1d, ingest_time: declared, owner: test}
        - {id: desk, system: test, topic: source.tickets, entities: [ticket],
           expected_cadence: 1d, ingest_time: declared, owner: test}
        - {id: crm, system: test, topic: source.crm, entities: [account, subscription, outcome],
           expected_cadence: 1d, ingest_time: declared, owner: test}
      """;

  private static final Map<Topic, String> SOURCE_BY_TOPIC =
      Map.of(
          Topic.SOURCE_TELEMETRY, TELEMETRY,
          Topic.SOURCE_TICKETS, TICKETS,
          Topic.SOURCE_CRM, CRM,
          Topic.IDENTITY_MAP, CRM);

  /**
   * One, since the first of several batches under way may be refused by a leader just elected, and
   * then never gets its place before the others.
   */
  private static final int BATCHES_UNDER_WAY = 1;

  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Future<RecordMetadata>> unacknowledged = new ArrayList<>();
  private final RecordWriter<Heartbeat> heartbeats = RecordWriter.of(Heartbeat.class);
  private final RecordWriter<ClockTick> ticks = RecordWriter.of(ClockTick.class);

  TestingSource(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            new HashMap<String, Object>(
                Map.of(
                    "bootstrap.servers",
                    bootstrapServers,
                    "max.request.size",
                    2 * 1024 * 1024,
                    "max.in.flight.requests.per.connection",
                    BATCHES_UNDER_WAY,
                    "linger.ms",
                    5)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** An entry that maps a key of any source to an account. */
  static SourceEntry mapping(String accountKey, String accountId, Instant time) {
    byte[] value =
        RecordWriter.of(IdentityMapping.class)
            .write(
                IdentityMapping.newBuilder()
                    .setAccountKey(accountKey)
                    .setAccountId(accountId)
                    .build());
    return SourceEntry.of(Topic.IDENTITY_MAP, accountKey, time.toEpochMilli(), value);
  }

  /** Writes a record; it is acknowledged at the latest when the next instant is settled. */
  Future<RecordMetadata> write(SourceEntry entry) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            entry.topic().topicName(), entry.partition(), entry.time(), entry.key(), entry.value());
    entry.headers().forEach((name, value) -> record.headers().add(name, value));
    Future<RecordMetadata> sent = producer.send(record);
    unacknowledged.add(sent);
    return sent;
  }

  void writeAll(List<SourceEntry> entries) {
    for (SourceEntry entry : entries) {
      var unused = write(entry);
    }
  }

  /** All up to this instant was written: heartbeats say so, and the clock goes there. */
  void settle(Instant instant) throws InterruptedException {
    SOURCE_BY_TOPIC.forEach((topic, source) -> beat(topic, source, instant));
    acknowledge();
    byte[] tick =
        ticks.write(ClockTick.newBuilder().setIngestTime(instant).setSettled(true).build());
    var unused = write(SourceEntry.of(Topic.CLOCK, "clock", instant.toEpochMilli(), tick));
    acknowledge();
  }

  private void beat(Topic topic, String source, Instant instant) {
    byte[] value =
        heartbeats.write(
            Heartbeat.newBuilder().setSource(source).setCompleteThrough(instant).build());
    for (int partition = 0; partition < topic.partitions(); partition++) {
      var unused =
          write(
              new SourceEntry(
                  topic,
                  partition,
                  instant.toEpochMilli(),
                  "heartbeat".getBytes(StandardCharsets.UTF_8),
                  value,
                  Map.of()));
    }
  }

  private void acknowledge() throws InterruptedException {
    producer.flush();
    try {
      for (Future<RecordMetadata> sent : unacknowledged) {
        sent.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker did not take a record", e.getCause());
    }
    unacknowledged.clear();
  }

  @Override
  public void close() {
    producer.close();
  }
}
