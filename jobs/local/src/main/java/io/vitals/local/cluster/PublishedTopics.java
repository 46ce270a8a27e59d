package io.vitals.local.cluster;

import io.vitals.local.cli.list.ListRun;
import io.vitals.local.cli.shared.KafkaConnection;
import io.vitals.local.cli.shared.RunFailedException;
import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.local.list.LatestRows;
import io.vitals.schemas.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What stands on topics of ours now, committed, read once from beginning to end. */
public final class PublishedTopics implements ListRun {
  /** A person waits: Kafka's own patience is a minute. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  private static final int MOST_RECORDS_A_POLL = 5_000;

  @Override
  public LatestRows read(KafkaConnection connection, List<Topic> topics)
      throws InterruptedException {
    Properties settings = settings(connection);
    try (Consumer<byte[], byte[]> consumer =
        KafkaCluster.client(
            () ->
                new KafkaConsumer<>(
                    settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()))) {
      try {
        return read(consumer, topics);
      } catch (InterruptException e) {
        // The flag is set beside the exception, and closing must be able to wait.
        Thread.interrupted();
        throw (InterruptedException) new InterruptedException("reading Kafka").initCause(e);
      } catch (TimeoutException e) {
        throw new RunFailedException(noAnswer(connection), e);
      } catch (KafkaException e) {
        throw new RunFailedException(
            connection.bootstrapServers() + " refuses: " + KafkaCluster.rootOf(e).getMessage(), e);
      }
    }
  }

  private static Properties settings(KafkaConnection connection) {
    Properties settings = KafkaCluster.clientSettings(connection);
    settings.putIfAbsent(
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(ANSWER_WITHIN.toMillis()));
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(MOST_RECORDS_A_POLL));
    return settings;
  }

  private static LatestRows read(Consumer<byte[], byte[]> consumer, List<Topic> topics) {
    Map<String, Topic> wanted =
        topics.stream().collect(Collectors.toMap(Topic::topicName, topic -> topic));
    List<TopicPartition> partitions = partitions(consumer, topics);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    LatestRows rows = new LatestRows();
    long reached = -1;
    while (!hasReached(consumer, ends)) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(ANSWER_WITHIN);
      long before = reached;
      reached = ends.keySet().stream().mapToLong(consumer::position).sum();
      // A stretch of markers and of what was rolled back brings no record, and is no silence.
      if (records.isEmpty() && reached == before && !hasReached(consumer, ends)) {
        throw new TimeoutException("nothing more comes before the end");
      }
      for (ConsumerRecord<byte[], byte[]> row : records) {
        rows.add(wanted.get(row.topic()), row.key(), row.value());
      }
    }
    return rows;
  }

  private static List<TopicPartition> partitions(
      Consumer<byte[], byte[]> consumer, List<Topic> topics) {
    Map<String, List<PartitionInfo>> there = consumer.listTopics();
    Set<String> missing =
        topics.stream()
            .map(Topic::topicName)
            .filter(name -> !there.containsKey(name))
            .collect(Collectors.toSet());
    if (!missing.isEmpty()) {
      throw new UserMistakeException(
          "no topic "
              + String.join(" and no ", missing.stream().sorted().toList())
              + " there; create what is missing with ./vitals topics");
    }
    return topics.stream()
        .flatMap(topic -> there.get(topic.topicName()).stream())
        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
        .toList();
  }

  private static boolean hasReached(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static String noAnswer(KafkaConnection connection) {
    return "no broker answers at "
        + connection.bootstrapServers()
        + " within "
        + ANSWER_WITHIN.toSeconds()
        + " s; start ./vitals demo, or name yours with --bootstrap-servers (the demo shows its own"
        + " as Kafka)";
  }
}
