package io.vitals.flink.punctuated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitals.broker.EmbeddedBroker;
import io.vitals.broker.TopicSetup.SourceTime;
import io.vitals.flink.punctuated.SourceOptions.End;
import io.vitals.flink.punctuated.SourceOptions.Start;
import io.vitals.flink.testing.Condition;
import io.vitals.flink.testing.TestBroker;
import io.vitals.flink.testing.TestCluster;
import io.vitals.schemas.topics.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A feed, a job that copies it, a job that copies the copy, and at the end one that copies the
 * whole as a replay: time and records come through failures and a rescale as they were fed.
 */
class PunctuatedTopicIT {
  private static final Instant BEGIN = Instant.parse("2026-03-02T11:59:30Z");
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(500);
  private static final Duration AT_MOST = Duration.ofMinutes(2);
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(5);

  private static final Topic FED = Topic.TELEMETRY_EVENTS;
  private static final Topic COPY = Topic.CRM_ACCOUNTS;
  private static final Topic COPY_OF_COPY = Topic.ACCOUNT_HEALTH;
  private static final Topic REPLAY = Topic.CRM_OUTCOMES;

  @RegisterExtension private static final TestBroker BROKER = TestBroker.with(SourceTime.BROKER);

  @RegisterExtension private static final MiniClusterExtension CLUSTER = TestCluster.withSlots(8);

  @TempDir private Path savepoints;

  @Test
  void timeAndRecordsCrossTheBrokerAsTheyWereThroughFailuresAndARescale() throws Exception {
    KafkaConnection kafka = KafkaConnection.to(BROKER.bootstrapServers());
    try (TestingFeed feed = TestingFeed.start(FED, BEGIN, BROKER.bootstrapServers());
        CopiedTopic copy = CopiedTopic.of(COPY, BROKER.bootstrapServers());
        CopiedTopic copyOfCopy = CopiedTopic.of(COPY_OF_COPY, BROKER.bootstrapServers());
        CopiedTopic replay = CopiedTopic.of(REPLAY, BROKER.bootstrapServers())) {
      JobClient first = copyJob(kafka, 2, 3, new Configuration());
      JobClient second =
          start("second", kafka, COPY, COPY_OF_COPY, End.NEVER, 3, 3, new Configuration());
      Condition.await(
          "both jobs went on after three failures",
          AT_MOST,
          () -> copy.lastAttempt() >= 3 && copyOfCopy.lastAttempt() >= 3);

      String savepoint =
          first
              .stopWithSavepoint(
                  false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
              .get(1, TimeUnit.MINUTES);
      long reachedBefore = copy.reached();
      Configuration restored = new Configuration();
      restored.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
      JobClient rescaled = copyJob(kafka, 3, 1, restored);
      Condition.await(
          "time goes on after the rescale", AT_MOST, () -> copy.reached() > reachedBefore);

      long end = feed.stop();
      Condition.await("the end arrives", AT_MOST, () -> copyOfCopy.reached() >= end);
      rescaled.cancel().get(1, TimeUnit.MINUTES);
      second.cancel().get(1, TimeUnit.MINUTES);
      try (Producer<byte[], byte[]> killed = openTransaction(kafka, COPY)) {
        start("replay", kafka, COPY, REPLAY, End.LATEST, 2, 0, new Configuration())
            .getJobExecutionResult()
            .get(1, TimeUnit.MINUTES);
        killed.abortTransaction();
      }
      assertThat(replay.reached()).as("the end of a replay is its last punctuation").isEqualTo(end);

      for (CopiedTopic topic : List.of(copy, copyOfCopy, replay)) {
        topic.read();
        assertThat(topic.faults(feed.timeById(), BEGIN.toEpochMilli())).isEmpty();
      }
    }
  }

  @Test
  void startUpNamesAllThatIsWrongAtOnce() throws Exception {
    KafkaConnection kafka = KafkaConnection.to(BROKER.bootstrapServers());
    Map<Topic, StampedBy> topics = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      topics.put(topic, StampedBy.BROKER);
    }
    topics.put(Topic.IDENTITY_MAP, StampedBy.EITHER);
    TransactionSettings fitting =
        new TransactionSettings(
            Duration.ofMinutes(15),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            2,
            Duration.ofMinutes(10));
    assertThatCode(() -> StartUpChecks.run(kafka, topics, Optional.of(fitting)))
        .doesNotThrowAnyException();

    TransactionSettings tooLong =
        new TransactionSettings(
            EmbeddedBroker.MAX_TRANSACTION_TIMEOUT.plusSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            2,
            Duration.ofMinutes(10));
    topics.put(Topic.CLOCK, StampedBy.WRITER);
    limit(kafka, Topic.DEAD_LETTERS, 1024 * 1024);
    assertThatThrownBy(() -> StartUpChecks.run(kafka, topics, Optional.of(tooLong)))
        .hasMessageContaining("topic clock has message.timestamp.type=LogAppendTime")
        .hasMessageContaining("topic dead.letters has max.message.bytes=1048576")
        .hasMessageContaining("transaction.max.timeout.ms")
        .hasMessageNotContaining("telemetry");
    limit(kafka, Topic.DEAD_LETTERS, PunctuatedSink.MAX_RECORD_BYTES);
  }

  /** A record in each partition that stays uncommitted, as a job that was killed leaves them. */
  private static Producer<byte[], byte[]> openTransaction(KafkaConnection kafka, Topic topic) {
    Properties properties = kafka.properties();
    properties.setProperty(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "vitals-test-killed");
    Producer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
    for (int partition = 0; partition < topic.partitions(); partition++) {
      producer.send(new ProducerRecord<>(topic.topicName(), partition, null, new byte[] {1}));
    }
    producer.flush();
    return producer;
  }

  private static void limit(KafkaConnection kafka, Topic topic, int bytes) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
    AlterConfigOp change =
        new AlterConfigOp(
            new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes)),
            AlterConfigOp.OpType.SET);
    try (Admin admin = kafka.admin()) {
      admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
    }
  }

  private static JobClient copyJob(
      KafkaConnection kafka, int parallelism, int failures, Configuration settings)
      throws Exception {
    return start("first", kafka, FED, COPY, End.NEVER, parallelism, failures, settings);
  }

  private static JobClient start(
      String name,
      KafkaConnection kafka,
      Topic source,
      Topic target,
      End end,
      int parallelism,
      int failures,
      Configuration settings)
      throws Exception {
    Configuration configuration = TestCluster.jobSettings(CHECKPOINT_INTERVAL);
    configuration.addAll(settings);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    environment.setMaxParallelism(128);
    PunctuatedSink.write(
        PunctuatedSource.read(
                environment,
                List.of(source),
                new InboundRecordDeserializer(),
                new SourceOptions(
                    name + "-input", kafka, name, Start.EARLIEST, end, parallelism + 1))
            .process(new FailingCopy(target, target.partitions() - 2, failures))
            .returns(OutboundRecord.class)
            .uid(name + "-copy")
            .name("Copy"),
        List.of(target),
        SinkOptions.exactlyOnce(
            name, kafka, "vitals-test-" + name, TRANSACTION_TIMEOUT, parallelism));
    return environment.executeAsync(name);
  }
}
