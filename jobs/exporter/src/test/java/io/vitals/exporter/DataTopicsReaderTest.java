package io.vitals.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.Entity;
import io.vitals.schemas.FreshnessCause;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.SourceBreak;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** The reader on Kafka's own consumer without a broker, run on the test's thread. */
class DataTopicsReaderTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("none");
  private final DataTopicsReader reader = new DataTopicsReader(consumer);
  private final List<DataSnapshot> seen = new ArrayList<>();

  @Test
  void aTopicIsServedWhenItsPastIsReadAndWaitsForNoOther() {
    topic(Topic.SOURCE_FRESHNESS, 2);
    consumer.schedulePollTask(() -> add(Topic.SOURCE_FRESHNESS, 0, freshness()));
    consumer.schedulePollTask(
        () -> {
          seen.add(reader.snapshot());
          add(Topic.SOURCE_FRESHNESS, 1, freshness());
        });
    consumer.schedulePollTask(
        () -> {
          seen.add(reader.snapshot());
          topic(Topic.SOURCE_BREAKS, 1);
        });
    for (int poll = 0; poll < 20; poll++) {
      consumer.schedulePollTask(() -> {});
    }
    consumer.schedulePollTask(
        () -> {
          seen.add(reader.snapshot());
          add(Topic.SOURCE_BREAKS, 0, openBreak());
        });
    consumer.schedulePollTask(
        () -> {
          seen.add(reader.snapshot());
          reader.stop();
        });
    reader.run();
    assertThat(seen.get(0).sources()).as("half of the past").isEmpty();
    assertThat(seen.get(1).sources()).hasSize(1);
    assertThat(seen.get(1).breaks()).as("not there").isEmpty();
    assertThat(seen.get(2).breaks()).as("there, and not read").isEmpty();
    assertThat(seen.get(3).breaks().orElseThrow()).containsOnlyKeys("crm");
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void aBrokerThatDoesNotAnswerIsAskedAgain() {
    topic(Topic.SOURCE_FRESHNESS, 1);
    consumer.setOffsetsException(new TimeoutException("not now"));
    consumer.schedulePollTask(() -> add(Topic.SOURCE_FRESHNESS, 0, freshness()));
    consumer.schedulePollTask(
        () -> {
          seen.add(reader.snapshot());
          reader.stop();
        });
    reader.run();
    assertThat(seen.get(0).sources()).hasSize(1);
  }

  @Test
  void anErrorThatStaysEndsItForAllToSee() {
    topic(Topic.SOURCE_FRESHNESS, 1);
    consumer.schedulePollTask(() -> consumer.setPollException(new KafkaException("lost its way")));
    reader.run();
    assertThat(reader.ended())
        .failsWithin(Duration.ZERO)
        .withThrowableOfType(ExecutionException.class)
        .withMessageContaining("lost its way");
    assertThat(reader.snapshot()).isEqualTo(DataSnapshot.nothing());
  }

  private void topic(Topic topic, long end) {
    TopicPartition partition = new TopicPartition(topic.topicName(), 0);
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    consumer.updateEndOffsets(Map.of(partition, end));
    consumer.updatePartitions(
        topic.topicName(),
        List.of(new PartitionInfo(topic.topicName(), 0, Node.noNode(), new Node[0], new Node[0])));
  }

  private void add(Topic topic, long offset, byte[] value) {
    consumer.addRecord(new ConsumerRecord<>(topic.topicName(), 0, offset, "crm", value));
  }

  private static byte[] freshness() {
    return RecordWriter.of(SourceFreshness.class)
        .write(
            SourceFreshness.newBuilder()
                .setIngestTime(NOON)
                .setSource("crm")
                .setEntities(List.of(Entity.ACCOUNT))
                .setStatus(FreshnessStatus.FRESH)
                .setSince(NOON)
                .setReason("")
                .build());
  }

  private static byte[] openBreak() {
    return RecordWriter.of(SourceBreak.class)
        .write(
            SourceBreak.newBuilder()
                .setIngestTime(NOON)
                .setSource("crm")
                .setStatus(FreshnessStatus.SILENT)
                .setCause(FreshnessCause.NO_ARRIVALS)
                .setSince(NOON)
                .setReason("")
                .build());
  }
}
