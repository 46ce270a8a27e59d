package io.vitals.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitals.broker.TopicSetup.SourceTime;
import io.vitals.schemas.topics.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One broker per test: what is tested is its life. */
class EmbeddedBrokerIT {
  private static final Instant NEW_YEAR_2023 = Instant.parse("2023-01-01T00:00:00Z");
  private static final Instant YEAR_2030 = Instant.parse("2030-01-01T00:00:00Z");
  private static final TopicSetup DECLARED = new TopicSetup(SourceTime.DECLARED, (short) 1);
  private static final TopicSetup BY_BROKER = new TopicSetup(SourceTime.BROKER, (short) 1);

  @TempDir private Path directory;

  @Test
  void keepsCommittedRecordsAndDeclaredTimesOverARestartAndLeavesNoThreadBehind() throws Exception {
    Set<Thread> before = liveThreads();
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        Admin admin = admin(broker)) {
      DECLARED.create(admin, List.of(Topic.values()));
      produceInTransaction(broker);
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        Admin admin = admin(broker)) {
      DECLARED.create(admin, List.of(Topic.values()));
      List<ConsumerRecord<byte[], byte[]>> records = consume(broker, Topic.SOURCE_TELEMETRY, 2);
      assertThat(records)
          .extracting(ConsumerRecord::timestamp)
          .containsExactly(NEW_YEAR_2023.toEpochMilli(), YEAR_2030.toEpochMilli());
      assertThat(records.get(0).value()).hasSize(1024 * 1024 - 100);
      assertThat(consume(broker, Topic.DEAD_LETTERS, 1))
          .singleElement()
          .satisfies(
              record -> {
                assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
                assertThat(record.value()).hasSize(1024 * 1024 + 1000);
              });
    }
    Set<Thread> left = liveThreads();
    left.removeAll(before);
    assertThat(left).isEmpty();
  }

  @Test
  void createsTheCatalogueAsItIsAndRefusesTopicsThatDiffer() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        Admin admin = admin(broker)) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("crm.accounts", 3, (short) 1)
                      .configs(Map.of("message.timestamp.type", "LogAppendTime"))))
          .all()
          .get();
      assertThatThrownBy(() -> BY_BROKER.create(admin, List.of(Topic.values())))
          .hasMessageContaining("crm.accounts has 3 partitions, not 8")
          .hasMessageNotContaining("telemetry");
      assertThat(admin.listTopics().names().get())
          .contains(Topic.ACCOUNT_HEALTH.topicName(), Topic.CLOCK.topicName());
      assertThat(setting(admin, Topic.ACCOUNT_HEALTH, "cleanup.policy")).isEqualTo("compact");
      assertThat(setting(admin, Topic.ACCOUNT_SCORE, "retention.ms")).isEqualTo("-1");
      assertThat(setting(admin, Topic.CLOCK, "retention.ms"))
          .isEqualTo(Long.toString(Duration.ofDays(7).toMillis()));

      assertThatThrownBy(() -> DECLARED.create(admin, List.of(Topic.CLOCK, Topic.ACCOUNT_SCORE)))
          .hasMessageContaining("clock has message.timestamp.type=LogAppendTime, not CreateTime")
          .hasMessageNotContaining("account.score");
    }
  }

  private static void produceInTransaction(EmbeddedBroker broker) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "transactional.id",
            "test",
            "transaction.timeout.ms",
            (int) Duration.ofMinutes(15).toMillis(),
            "max.request.size",
            TopicSetup.MAX_RECORD_BYTES);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, Topic.SOURCE_TELEMETRY, NEW_YEAR_2023, 1024 * 1024 - 100);
      send(producer, Topic.SOURCE_TELEMETRY, YEAR_2030, 10);
      send(producer, Topic.DEAD_LETTERS, NEW_YEAR_2023, 1024 * 1024 + 1000);
      producer.commitTransaction();
    }
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, Topic topic, Instant time, int length) {
    // The commit fails if a send did.
    var unused =
        producer.send(
            new ProducerRecord<>(
                topic.topicName(), 0, time.toEpochMilli(), null, new byte[length]));
  }

  /**
   * Reads a partition until nothing more is to come. A commit is answered before its markers are
   * written: those of a broker that stopped in between are written after it has started again, and
   * only then do the records show.
   */
  private static List<ConsumerRecord<byte[], byte[]>> consume(
      EmbeddedBroker broker, Topic topic, int expected) {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    TopicPartition partition = new TopicPartition(topic.topicName(), 0);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while ((records.size() < expected || consumer.position(partition) < end(consumer, partition))
          && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  private static long end(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
    return consumer.endOffsets(List.of(partition)).get(partition);
  }

  private static String setting(Admin admin, Topic topic, String name) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
    return admin.describeConfigs(List.of(resource)).all().get().get(resource).get(name).value();
  }

  private static Admin admin(EmbeddedBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  private static Set<Thread> liveThreads() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(Thread::isDaemon);
    return threads;
  }
}
