package io.vitals.broker;

import io.vitals.schemas.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the catalogue's topics. Existing ones are checked, never changed: partition counts are
 * frozen, and a topic's timestamp type decides whether its past can be trusted.
 *
 * @param sourceTime whose time the topics written from outside carry
 * @param replicationFactor of the topics created; at most the number of brokers
 */
public record TopicSetup(SourceTime sourceTime, short replicationFactor) {
  /** Who says when a record of a source arrived. */
  public enum SourceTime {
    /** The broker, when it appends the record. */
    BROKER("LogAppendTime"),
    /** The loader of history that wrote it (replay, simulator, backfill). */
    DECLARED("CreateTime");

    private final String timestampType;

    SourceTime(String timestampType) {
      this.timestampType = timestampType;
    }
  }

  /** Largest record of a source topic: Kafka's default, 1 MiB with the batch's overhead. */
  public static final int MAX_SOURCE_RECORD_BYTES = 1024 * 1024 + 12;

  /** Largest record of our topics: a source's largest, wrapped whole in a dead letter. */
  public static final int MAX_RECORD_BYTES = 2 * 1024 * 1024;

  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(1);

  /**
   * Creates those of the topics that do not exist, and checks those that do.
   *
   * @throws IllegalStateException naming every existing topic with other partitions or another
   *     timestamp type and what to do, or if the broker does not answer
   */
  public void create(Admin admin, Collection<Topic> topics) {
    Set<String> existing = answer(admin.listTopics().names());
    createAbsent(
        admin, topics.stream().filter(topic -> !existing.contains(topic.topicName())).toList());
    check(admin, topics.stream().filter(topic -> existing.contains(topic.topicName())).toList());
  }

  /**
   * Those of the topics that do not exist, in their order. Checks the others and changes nothing.
   *
   * @throws IllegalStateException as {@link #create}
   */
  public List<Topic> absent(Admin admin, Collection<Topic> topics) {
    Set<String> existing = answer(admin.listTopics().names());
    check(admin, topics.stream().filter(topic -> existing.contains(topic.topicName())).toList());
    return topics.stream().filter(topic -> !existing.contains(topic.topicName())).toList();
  }

  /**
   * Asks the broker whether it would create these topics, and changes nothing.
   *
   * @throws IllegalStateException if it would not, or does not answer
   */
  public void validate(Admin admin, Collection<Topic> absent) {
    answer(
        admin.createTopics(newTopics(absent), new CreateTopicsOptions().validateOnly(true)).all());
  }

  private List<NewTopic> newTopics(Collection<Topic> topics) {
    return topics.stream()
        .map(
            topic ->
                new NewTopic(topic.topicName(), topic.partitions(), replicationFactor)
                    .configs(settings(topic)))
        .toList();
  }

  private void createAbsent(Admin admin, List<Topic> absent) {
    try {
      answer(admin.createTopics(newTopics(absent)).all());
    } catch (IllegalStateException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
      check(admin, absent);
    }
  }

  private void check(Admin admin, List<Topic> topics) {
    List<String> names = topics.stream().map(Topic::topicName).toList();
    Map<String, TopicDescription> descriptions =
        answer(admin.describeTopics(names).allTopicNames());
    Map<String, Config> configs =
        answer(
                admin
                    .describeConfigs(
                        names.stream()
                            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                            .toList())
                    .all())
            .entrySet()
            .stream()
            .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    List<String> differences = new ArrayList<>();
    for (Topic topic : topics) {
      int partitions = descriptions.get(topic.topicName()).partitions().size();
      if (partitions != topic.partitions()) {
        differences.add(
            "%s has %d partitions, not %d: partition counts are frozen, so write its records to a new topic and delete it"
                .formatted(topic.topicName(), partitions, topic.partitions()));
      }
      String found =
          configs.get(topic.topicName()).get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).value();
      if (!found.equals(timestampType(topic))) {
        differences.add(
            "%s has %s=%s, not %s: use another topic for the other way of telling time, or delete this one"
                .formatted(
                    topic.topicName(),
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    found,
                    timestampType(topic)));
      }
    }
    if (!differences.isEmpty()) {
      throw new IllegalStateException(String.join("; ", differences));
    }
  }

  /** The settings the topic is created with. */
  Map<String, String> settings(Topic topic) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        topic.compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE);
    settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention(topic)));
    settings.put(
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        Integer.toString(topic.punctuated() ? MAX_RECORD_BYTES : MAX_SOURCE_RECORD_BYTES));
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, timestampType(topic));
    if (declared(topic)) {
      settings.put(
          TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));
      settings.put(
          TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));
    }
    return settings;
  }

  private String timestampType(Topic topic) {
    return (declared(topic) ? SourceTime.DECLARED : SourceTime.BROKER).timestampType;
  }

  /** Retention goes by record timestamps, so declared ones of years ago would vanish at once. */
  private long retention(Topic topic) {
    return declared(topic) || topic.retention().isNegative() ? -1 : topic.retention().toMillis();
  }

  private boolean declared(Topic topic) {
    return sourceTime == SourceTime.DECLARED && !topic.punctuated();
  }

  private static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "the broker refused: " + e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("the broker did not answer within " + ANSWER_WITHIN, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the broker", e);
    }
  }
}
