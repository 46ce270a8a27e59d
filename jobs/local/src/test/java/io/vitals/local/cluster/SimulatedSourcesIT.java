package io.vitals.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vitals.broker.EmbeddedBroker;
import io.vitals.local.cli.kafka.SimulateRequest;
import io.vitals.local.cli.kafka.TopicsRequest;
import io.vitals.local.cli.shared.KafkaConnection;
import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.local.terminal.Screen;
import io.vitals.schemas.ClockTick;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulated company on a broker that is not ours to set up. */
class SimulatedSourcesIT {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:30Z");

  private static final Duration AWAY = Duration.ofHours(5);

  @TempDir private Path directory;

  @Test
  void aCompanyGoesOnWhereItEnded() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      KafkaConnection connection = new KafkaConnection(broker.bootstrapServers(), Map.of());
      liveUntil(connection, NOON, tick -> tick.isAfter(NOON.plusSeconds(1)));
      List<Instant> first = ticks(connection);
      List<String> mapped = mappedKeys(connection);
      assertThat(mapped).hasSize(15).doesNotHaveDuplicates();
      assertThat(first.get(0)).isEqualTo(Instant.parse("2026-11-21T00:59:59.999Z"));
      assertThat(first).contains(Instant.parse("2026-11-23T11:59:59.999Z"));

      Instant back = NOON.plus(AWAY);
      liveUntil(connection, back, tick -> tick.isAfter(back.plusSeconds(1)));
      List<Instant> all = ticks(connection);
      assertThat(all).isSorted().doesNotHaveDuplicates().startsWith(first.toArray(Instant[]::new));
      assertThat(all)
          .as("no step of more than an hour")
          .satisfies(
              ticks ->
                  IntStream.range(1, ticks.size())
                      .forEach(
                          i ->
                              assertThat(Duration.between(ticks.get(i - 1), ticks.get(i)))
                                  .isLessThanOrEqualTo(Duration.ofHours(1))));
      assertThat(mappedKeys(connection)).as("nothing is told twice").isEqualTo(mapped);
    }
  }

  @Test
  void topicsOfRealSourcesAreLeftAlone() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      KafkaConnection connection = new KafkaConnection(broker.bootstrapServers(), Map.of());
      new CatalogueTopics().run(new TopicsRequest(connection, 1, false, false));
      assertThatExceptionOfType(UserMistakeException.class)
          .isThrownBy(
              () ->
                  new SimulatedSources(InstantSource.fixed(NOON)).run(request(connection), quiet()))
          .withMessageContaining("LogAppendTime");
    }
  }

  private static SimulateRequest request(KafkaConnection connection) {
    return new SimulateRequest(connection, 5, 2, 1, 1, 1);
  }

  /** Simulates in a thread of its own until the clock there has told enough. */
  private static void liveUntil(KafkaConnection connection, Instant now, Predicate<Instant> enough)
      throws Exception {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    Thread user =
        new Thread(
            () -> {
              try {
                new SimulatedSources(InstantSource.fixed(now)).run(request(connection), quiet());
                ended.complete(null);
              } catch (InterruptedException | RuntimeException e) {
                ended.completeExceptionally(e);
              }
            });
    user.start();
    try {
      while (!ended.isDone() && ticks(connection).stream().noneMatch(enough)) {
        Thread.onSpinWait();
      }
    } finally {
      user.interrupt();
    }
    assertThat(ended)
        .failsWithin(1, TimeUnit.MINUTES)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(InterruptedException.class);
    user.join();
  }

  private static List<Instant> ticks(KafkaConnection connection) {
    RecordReader<ClockTick> reader = RecordReader.of(ClockTick.class);
    return records(connection, Topic.CLOCK).stream()
        .map(tick -> reader.read(tick.value()).getIngestTime())
        .toList();
  }

  /** Of mappings, without heartbeats, whose key is the source alone. */
  private static List<String> mappedKeys(KafkaConnection connection) {
    return records(connection, Topic.IDENTITY_MAP).stream()
        .map(mapping -> new String(mapping.key(), StandardCharsets.UTF_8))
        .filter(key -> key.contains("/"))
        .sorted()
        .toList();
  }

  /** All that stands in a topic, each partition in its order. */
  private static List<ConsumerRecord<byte[], byte[]>> records(
      KafkaConnection connection, Topic topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            KafkaCluster.clientSettings(connection),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      if (!consumer.listTopics().containsKey(topic.topicName())) {
        return records;
      }
      List<TopicPartition> partitions =
          IntStream.range(0, topic.partitions())
              .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      consumer
          .endOffsets(partitions)
          .forEach(
              (partition, end) -> {
                while (consumer.position(partition) < end) {
                  consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
                }
              });
    }
    return records;
  }

  private static Screen quiet() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return Screen.on(nowhere, false, Map.of(), InstantSource.fixed(NOON));
  }
}
