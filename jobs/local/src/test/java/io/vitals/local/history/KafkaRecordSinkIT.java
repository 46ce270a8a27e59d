package io.vitals.local.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.broker.EmbeddedBroker;
import io.vitals.broker.TopicSetup;
import io.vitals.local.simulator.SimulatedCompany;
import io.vitals.local.simulator.SimulationPlan;
import io.vitals.schemas.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaRecordSinkIT {
  private static final Instant END = Instant.parse("2024-06-03T10:20:00Z");
  private static final SimulationPlan PLAN = new SimulationPlan(7, 30, 2, END, 20);
  private static final List<Topic> TOPICS =
      List.of(
          Topic.SOURCE_TELEMETRY,
          Topic.SOURCE_TICKETS,
          Topic.SOURCE_CRM,
          Topic.IDENTITY_MAP,
          Topic.CONTROL_TOTALS,
          Topic.CLOCK);

  @Test
  void whatIsLoadedIsReadInOrderWithItsTime(@TempDir Path directory) {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      Properties connection = new Properties();
      connection.put("bootstrap.servers", broker.bootstrapServers());
      try (Admin admin = Admin.create(connection)) {
        new TopicSetup(TopicSetup.SourceTime.DECLARED, (short) 1).create(admin, TOPICS);
      }
      RecordingSink expected = new RecordingSink();
      load(expected);
      try (RecordSink sink = KafkaRecordSink.connect(connection)) {
        assertThat(load(sink).finished()).isTrue();
      }

      Map<TopicPartition, List<String>> sent = new HashMap<>();
      for (RecordingSink.Sent record : expected.sent()) {
        sent.computeIfAbsent(
                new TopicPartition(record.topic().topicName(), record.partition()),
                partition -> new ArrayList<>())
            .add(text(record.timestamp(), record.key(), record.source(), record.value()));
      }
      assertThat(sent).hasSize(4 + 2 + 2 + 1 + 1 + 1);
      assertThat(read(connection, sent)).isEqualTo(sent);
    }
  }

  private static LoadProgress load(RecordSink sink) {
    HistoryWriter writer = new HistoryWriter(sink);
    HistoryLoader loader = new HistoryLoader(writer, System::nanoTime, () -> false, progress -> {});
    return loader.load(new SimulatedCompany(PLAN).history());
  }

  private static Map<TopicPartition, List<String>> read(
      Properties connection, Map<TopicPartition, List<String>> sent) {
    Map<TopicPartition, List<String>> read = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(connection, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(sent.keySet());
      consumer.seekToBeginning(sent.keySet());
      int missing = sent.values().stream().mapToInt(List::size).sum();
      while (missing > 0) {
        var records = consumer.poll(Duration.ofSeconds(20));
        assertThat(records.isEmpty()).as("%s records are missing", missing).isFalse();
        for (ConsumerRecord<byte[], byte[]> record : records) {
          assertThat(record.timestampType()).isEqualTo(TimestampType.CREATE_TIME);
          read.computeIfAbsent(
                  new TopicPartition(record.topic(), record.partition()),
                  partition -> new ArrayList<>())
              .add(text(record.timestamp(), string(record.key()), source(record), record.value()));
        }
        missing -= records.count();
      }
    }
    return read;
  }

  private static String source(ConsumerRecord<byte[], byte[]> record) {
    var header = record.headers().lastHeader("source");
    return header == null ? null : string(header.value());
  }

  private static String string(byte[] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  private static String text(long timestamp, String key, String source, byte[] value) {
    return timestamp + " " + key + " " + source + " " + Arrays.hashCode(value);
  }
}
