package io.vitals.exporter;

import static io.vitals.exporter.TestAccounts.MONDAY_NOON;
import static io.vitals.exporter.TestAccounts.account;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitals.exporter.ExporterHealth.State;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.Punctuation;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The reader on Kafka's own consumer without a broker, run on the test's thread. */
class HealthTopicReaderTest {
  private static final Topic TOPIC = Topic.ACCOUNT_HEALTH;

  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("none");
  private final RecordWriter<AccountHealth> healthWriter = RecordWriter.of(AccountHealth.class);
  private final RecordWriter<Punctuation> punctuationWriter = RecordWriter.of(Punctuation.class);
  private final AtomicLong nanos = new AtomicLong();
  private final HealthTopicReader reader = new HealthTopicReader(consumer, 10, nanos::get);

  @Test
  void isReadyOnlyAtTheEndSeenAtTheStart() throws Exception {
    topic(TOPIC.partitions(), 2);
    List<ExporterHealth> seen = new ArrayList<>();
    consumer.schedulePollTask(() -> add(0, "t:1", row("t:1", CountBand.WATCH)));
    consumer.schedulePollTask(
        () -> {
          seen.add(reader.health());
          assertThat(reader.snapshot().portfolio()).isEmpty();
          for (int partition = 0; partition < TOPIC.partitions(); partition++) {
            add(partition, "time", punctuation());
          }
          for (int partition = 1; partition < TOPIC.partitions(); partition++) {
            add(partition, "t:gone", null);
          }
        });
    consumer.schedulePollTask(
        () -> {
          seen.add(reader.health());
          reader.stop();
        });
    reader.run();
    assertThat(seen).extracting(ExporterHealth::state).containsExactly(State.LOADING, State.READY);
    reader.caughtUp().get();
    reader.ended().get();
    assertThat(reader.snapshot().stream().recordsRead()).isEqualTo(2L * TOPIC.partitions());
    assertThat(reader.snapshot().stream().streamTime()).contains(MONDAY_NOON);
    assertThat(reader.snapshot().portfolio().orElseThrow().exported())
        .extracting(AccountHealth::getAccountId)
        .containsExactly("t:1");
    assertThat(reader.health().state()).isEqualTo(State.STOPPED);
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void anEmptyTopicIsCaughtUpAtOnce() throws Exception {
    topic(TOPIC.partitions(), 0);
    consumer.schedulePollTask(() -> {});
    consumer.schedulePollTask(reader::stop);
    reader.run();
    reader.caughtUp().get();
    assertThat(reader.snapshot().portfolio().orElseThrow().accounts()).isZero();
  }

  @Test
  void isNotReadyWhileNothingComesAnyMore() throws Exception {
    topic(TOPIC.partitions(), 0);
    List<State> seen = new ArrayList<>();
    consumer.schedulePollTask(() -> {});
    consumer.schedulePollTask(
        () -> {
          nanos.addAndGet(Duration.ofSeconds(60).toNanos());
          seen.add(reader.health().state());
          nanos.addAndGet(1);
          seen.add(reader.health().state());
          add(0, "time", punctuation());
        });
    consumer.schedulePollTask(
        () -> {
          seen.add(reader.health().state());
          reader.stop();
        });
    reader.run();
    assertThat(seen).containsExactly(State.READY, State.STALLED, State.READY);
  }

  @Test
  void anErrorEndsItAndIsTold() {
    topic(TOPIC.partitions(), 1);
    consumer.schedulePollTask(
        () -> consumer.setPollException(new OffsetOutOfRangeException(Map.of())));
    reader.run();
    assertThat(reader.health().state()).isEqualTo(State.STOPPED);
    assertThatThrownBy(() -> reader.ended().get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(OffsetOutOfRangeException.class);
    assertThat(reader.caughtUp()).isCompletedExceptionally();
  }

  @Test
  void aTopicOfAnotherShapeIsRefused() {
    topic(1, 0);
    reader.run();
    assertThatThrownBy(() -> reader.ended().get()).hasMessageContaining("1 partitions, not 8");
  }

  @Test
  void stopsWhileItWaitsForTheTopic() throws Exception {
    reader.stop();
    reader.run();
    reader.ended().get();
    assertThat(reader.caughtUp()).isCompletedExceptionally();
  }

  private void topic(int partitions, long end) {
    List<PartitionInfo> infos = new ArrayList<>();
    Map<TopicPartition, Long> beginnings = new HashMap<>();
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      infos.add(
          new PartitionInfo(TOPIC.topicName(), partition, Node.noNode(), new Node[0], new Node[0]));
      beginnings.put(new TopicPartition(TOPIC.topicName(), partition), 0L);
      ends.put(new TopicPartition(TOPIC.topicName(), partition), end);
    }
    consumer.updatePartitions(TOPIC.topicName(), infos);
    consumer.updateBeginningOffsets(beginnings);
    consumer.updateEndOffsets(ends);
  }

  private final Map<Integer, Long> nextOffset = new HashMap<>();

  private void add(int partition, String key, byte[] value) {
    long offset = nextOffset.merge(partition, 1L, Long::sum) - 1;
    consumer.addRecord(new ConsumerRecord<>(TOPIC.topicName(), partition, offset, key, value));
  }

  private byte[] row(String id, CountBand band) {
    return healthWriter.write(account(id, band, 100L));
  }

  private byte[] punctuation() {
    return punctuationWriter.write(
        Punctuation.newBuilder().setIngestTime(MONDAY_NOON).setJob("gate").build());
  }
}
