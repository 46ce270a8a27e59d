package io.vitals.bench;

import io.vitals.flink.health.HealthJob;
import io.vitals.schemas.Punctuation;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.SchemaStore;
import io.vitals.schemas.wire.SingleObject;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumes what the health job reads, and decodes its telemetry, on one thread without Flink. */
final class PlainConsumer {
  private static final long PUNCTUATION = SchemaStore.fingerprint(Punctuation.getClassSchema());
  private static final Duration POLL = Duration.ofMillis(100);

  private PlainConsumer() {}

  static void run(CaseRequest request, PrintStream out) {
    RecordReader<TelemetryEvent> reader = RecordReader.of(TelemetryEvent.class);
    TelemetryEvent event = new TelemetryEvent();
    long records = 0;
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                request.bootstrapServers(),
                "isolation.level",
                "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = partitions();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      boolean begun = false;
      while (!partitions.stream()
          .allMatch(partition -> consumer.position(partition) >= ends.get(partition))) {
        ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
        if (!begun && records >= request.warmUpRecords()) {
          begun = true;
          Mark.now(records).print(Mark.FIRST, out);
        }
        for (ConsumerRecord<byte[], byte[]> record : batch) {
          records++;
          if (record.topic().equals(Topic.TELEMETRY_EVENTS.topicName())
              && !SingleObject.isOf(record.value(), PUNCTUATION)) {
            event = reader.read(record.value(), event);
          }
        }
      }
    }
    Mark.now(records).print(Mark.LAST, out);
  }

  private static List<TopicPartition> partitions() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic topic : HealthJob.CANONICAL_TOPICS) {
      for (int partition = 0; partition < topic.partitions(); partition++) {
        partitions.add(new TopicPartition(topic.topicName(), partition));
      }
    }
    return partitions;
  }
}
