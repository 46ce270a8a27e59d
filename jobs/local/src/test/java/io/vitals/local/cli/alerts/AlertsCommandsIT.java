package io.vitals.local.cli.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.broker.EmbeddedBroker;
import io.vitals.broker.TopicSetup;
import io.vitals.broker.TopicSetup.SourceTime;
import io.vitals.local.alerts.ListedAlerts;
import io.vitals.local.cli.Session;
import io.vitals.local.cluster.PublishedTopics;
import io.vitals.local.cluster.WrittenVerdicts;
import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertVerdict;
import io.vitals.schemas.AlertVerdictKind;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code alerts} as a user calls it, on a broker. */
class AlertsCommandsIT {
  private static final Alert ACME = ListedAlerts.acme();

  @TempDir private Path directory;

  @Test
  void whatIsSaidCountsFromTheStreamsTimeWhereWritersDeclareIt() throws Exception {
    ConsumerRecord<byte[], byte[]> record = acknowledged(SourceTime.DECLARED);
    assertThat(Instant.ofEpochMilli(record.timestamp())).isEqualTo(ACME.getIngestTime());
  }

  @Test
  void whatIsSaidCountsFromTheBrokersTimeOtherwise() throws Exception {
    Instant before = Instant.ofEpochMilli(System.currentTimeMillis());
    ConsumerRecord<byte[], byte[]> record = acknowledged(SourceTime.BROKER);
    assertThat(Instant.ofEpochMilli(record.timestamp())).isAfterOrEqualTo(before);
  }

  @Test
  void aMissingTopicIsAMistakeAndIsNotMade() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        Admin admin =
            Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
      new TopicSetup(SourceTime.BROKER, (short) 1).create(admin, List.of(Topic.ALERTS));
      publish(broker.bootstrapServers());
      Session session = acknowledge(broker.bootstrapServers());
      assertThat(session.err())
          .isEqualTo("vitals: no topic alerts.verdicts there; create it with ./vitals topics\n");
      assertThat(admin.listTopics().names().get()).containsExactly("alerts");
    }
  }

  private ConsumerRecord<byte[], byte[]> acknowledged(SourceTime time) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      String servers = broker.bootstrapServers();
      try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
        new TopicSetup(time, (short) 1).create(admin, List.of(Topic.values()));
      }
      publish(servers);
      Session session = acknowledge(servers);
      assertThat(session.err()).isEmpty();
      assertThat(session.out()).contains("usage_collapse of ").hasLineCount(1);
      ConsumerRecord<byte[], byte[]> record = onlyVerdict(servers);
      assertThat(new String(record.key(), UTF_8)).isEqualTo("usage_collapse|account|demo:1k7x2m");
      assertThat(RecordReader.of(AlertVerdict.class).read(record.value()))
          .returns(AlertVerdictKind.ACKNOWLEDGE, AlertVerdict::getVerdict)
          .returns(ACME.getEpisodeId(), AlertVerdict::getEpisodeId)
          .returns("cs-ops", AlertVerdict::getBy);
      return record;
    }
  }

  private static Session acknowledge(String servers) {
    Session session = new Session();
    session.lists = new PublishedTopics();
    session.verdicts = new WrittenVerdicts();
    session.run(
        "alerts", "ack", ACME.getEpisodeId(), "--by", "cs-ops", "--bootstrap-servers", servers);
    return session;
  }

  private static void publish(String servers) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(
              Topic.ALERTS.topicName(),
              ACME.getEpisodeId().getBytes(UTF_8),
              RecordWriter.of(Alert.class).write(ACME)));
    }
  }

  private static ConsumerRecord<byte[], byte[]> onlyVerdict(String servers) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", servers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partition =
          List.of(new TopicPartition(Topic.ALERTS_VERDICTS.topicName(), 0));
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofSeconds(30));
      assertThat(records.count()).isEqualTo(1);
      return records.iterator().next();
    }
  }
}
