package io.vitals.flink.punctuated;

import io.vitals.schemas.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What a job's {@code main} asks of Kafka before it submits: what is wrong there would otherwise
 * show as lost rows or wrong time, much later.
 */
public final class StartUpChecks {
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(1);
  private static final String TRANSACTION_MAX_TIMEOUT = "transaction.max.timeout.ms";

  private StartUpChecks() {}

  /**
   * Checks that the topics exist with the catalogue's partitions, tell time as they should and take
   * what cannot be used, and that transactions outlast an outage.
   *
   * @param topics that the job reads or writes, and who stamps their records
   * @param transactions of the job; empty if it writes none
   * @throws IllegalStateException naming all that is wrong, and what to do
   */
  public static void run(
      KafkaConnection kafka,
      Map<Topic, StampedBy> topics,
      Optional<TransactionSettings> transactions) {
    List<String> faults = new ArrayList<>();
    try (Admin admin = kafka.admin()) {
      Set<String> existing = answer(admin.listTopics().names());
      for (Topic topic : topics.keySet()) {
        if (existing.contains(topic.topicName())) {
          faults.addAll(topicFaults(admin, topic, topics.get(topic)));
        } else {
          faults.add(
              "topic %s does not exist: create the topics first".formatted(topic.topicName()));
        }
      }
      transactions.ifPresent(settings -> faults.addAll(settings.faults(brokerMaximum(admin))));
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException(
          "Kafka at %s is not as the job needs it:%n- %s"
              .formatted(
                  kafka.bootstrapServers(), String.join(System.lineSeparator() + "- ", faults)));
    }
  }

  private static List<String> topicFaults(Admin admin, Topic topic, StampedBy stamped) {
    List<String> faults = new ArrayList<>();
    String name = topic.topicName();
    Map<String, TopicDescription> descriptions =
        answer(admin.describeTopics(List.of(name)).allTopicNames());
    int partitions = descriptions.get(name).partitions().size();
    if (partitions != topic.partitions()) {
      faults.add(
          "topic %s has %d partitions, not the %d of the catalogue, which are frozen: create it anew"
              .formatted(name, partitions, topic.partitions()));
    }
    String expected = stamped == StampedBy.WRITER ? "CreateTime" : "LogAppendTime";
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    String found = setting(admin, resource, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
    if (stamped != StampedBy.EITHER && !found.equals(expected)) {
      faults.add(
          "topic %s has %s=%s, not %s: its records would %s; set it, or declare the source's ingest time as it is"
              .formatted(
                  name,
                  TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                  found,
                  expected,
                  stamped == StampedBy.WRITER
                      ? "lose their declared times"
                      : "arrive at times their writers chose"));
    }
    int largest = Integer.parseInt(setting(admin, resource, TopicConfig.MAX_MESSAGE_BYTES_CONFIG));
    if (topic.kind() == Topic.Kind.REJECTED && largest < PunctuatedSink.MAX_RECORD_BYTES) {
      faults.add(
          "topic %s has %s=%d, below %d: a source's largest record, wrapped, would fail the job; raise it"
              .formatted(
                  name,
                  TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                  largest,
                  PunctuatedSink.MAX_RECORD_BYTES));
    }
    return faults;
  }

  private static Duration brokerMaximum(Admin admin) {
    Duration lowest = Duration.ofMillis(Long.MAX_VALUE);
    for (Node node : answer(admin.describeCluster().nodes())) {
      ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
      Duration maximum =
          Duration.ofMillis(Long.parseLong(setting(admin, broker, TRANSACTION_MAX_TIMEOUT)));
      lowest = maximum.compareTo(lowest) < 0 ? maximum : lowest;
    }
    return lowest;
  }

  private static String setting(Admin admin, ConfigResource resource, String name) {
    return answer(admin.describeConfigs(List.of(resource)).all()).get(resource).get(name).value();
  }

  private static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka refused: " + e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("Kafka did not answer within " + ANSWER_WITHIN, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Kafka", e);
    }
  }
}
