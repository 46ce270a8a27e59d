package io.vitals.flink.pipeline;

import io.vitals.broker.EmbeddedBroker;
import io.vitals.broker.TopicSetup;
import io.vitals.broker.TopicSetup.SourceTime;
import io.vitals.flink.config.JobConfiguration;
import io.vitals.flink.config.JobOptions;
import io.vitals.flink.freshness.FreshnessJob;
import io.vitals.flink.health.FailingHealth;
import io.vitals.flink.health.HealthJob;
import io.vitals.flink.intake.FailingIntake;
import io.vitals.flink.intake.IntakeJob;
import io.vitals.flink.testing.Condition;
import io.vitals.flink.testing.FailingPassage.Fault;
import io.vitals.flink.testing.TestCluster;
import io.vitals.schemas.topics.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;

/** Jobs that run on a broker of their own, what feeds them, and what they wrote. */
final class PipelineRun implements AutoCloseable {
  private static final Duration AT_MOST = Duration.ofMinutes(4);
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(400);

  private final MiniCluster cluster;
  private final EmbeddedBroker broker;
  private final TestingSource source;
  private final JobConfiguration configuration;
  private final int parallelism;
  private final Map<String, JobClient> jobs = new LinkedHashMap<>();
  private final Map<Topic, CommittedTopic> topics = new EnumMap<>(Topic.class);

  /**
   * Starts a broker with the catalogue's topics.
   *
   * @param directory an empty one for all that the run keeps
   * @param stateBackend {@code hashmap} or {@code rocksdb}
   */
  PipelineRun(MiniCluster cluster, Path directory, int parallelism, String stateBackend)
      throws IOException {
    this.cluster = cluster;
    this.parallelism = parallelism;
    Files.createDirectories(directory);
    broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      new TopicSetup(SourceTime.DECLARED, (short) 1).create(admin, List.of(Topic.values()));
    }
    source = new TestingSource(broker.bootstrapServers());
    configuration = JobConfiguration.of(options(directory, stateBackend));
  }

  private Configuration options(Path directory, String stateBackend) throws IOException {
    Configuration options = TestCluster.jobSettings(CHECKPOINT_INTERVAL);
    options.set(StateBackendOptions.STATE_BACKEND, stateBackend);
    options.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    options.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    options.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    options.set(JobOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers());
    options.set(
        JobOptions.SOURCES_FILE,
        Files.writeString(directory.resolve("sources.yaml"), TestingSource.SOURCES_YAML)
            .toString());
    options.set(
        JobOptions.USER_HASH_KEY_FILE,
        Files.writeString(directory.resolve("key"), "a secret for tests only").toString());
    options.set(JobOptions.SCORING_INTERVAL, Duration.ofMinutes(10));
    return options;
  }

  /** Starts intake. */
  void startIntake(List<Fault> faults) throws Exception {
    start(IntakeJob.NAME, (env, settings) -> FailingIntake.build(env, settings, faults));
  }

  /** Starts the freshness job. */
  void startFreshness() throws Exception {
    start(FreshnessJob.NAME, FreshnessJob::build);
  }

  /** Starts the health job. */
  void startHealth(List<Fault> faults) throws Exception {
    start(HealthJob.NAME, (env, settings) -> FailingHealth.build(env, settings, faults));
  }

  private void start(String name, BiConsumer<StreamExecutionEnvironment, JobConfiguration> build)
      throws Exception {
    StreamExecutionEnvironment env = configuration.environment();
    env.setParallelism(parallelism);
    build.accept(env, configuration);
    jobs.put(name, env.executeAsync(name));
  }

  /** Where to write source records. */
  TestingSource source() {
    return source;
  }

  /** How often a job was started again. */
  int restarts(String job) {
    int highest = 0;
    for (AccessExecutionVertex vertex :
        cluster
            .getExecutionGraph(jobs.get(job).getJobID())
            .orTimeout(1, TimeUnit.MINUTES)
            .join()
            .getAllExecutionVertices()) {
      highest = Math.max(highest, vertex.getCurrentExecutionAttempt().getAttemptNumber());
    }
    return highest;
  }

  /** Waits until a job was started again so often. */
  void awaitRestarts(String job, int restarts) throws InterruptedException {
    Condition.await(job + " restarts", AT_MOST, () -> restarts(job) >= restarts);
  }

  /** Waits until the committed punctuation of a topic's every partition is at an instant. */
  void awaitCommitted(Topic topic, Instant instant) throws InterruptedException {
    CommittedTopic followed = topic(topic);
    Condition.await(
        topic + " reaches " + instant, AT_MOST, () -> followed.reached() >= instant.toEpochMilli());
  }

  /** A topic as committed. */
  CommittedTopic topic(Topic topic) {
    return topics.computeIfAbsent(topic, t -> new CommittedTopic(t, broker.bootstrapServers()));
  }

  /** Cancels the jobs; what they wrote can still be read. */
  void cancelJobs() throws Exception {
    for (JobClient job : jobs.values()) {
      job.cancel().get(1, TimeUnit.MINUTES);
    }
    for (JobClient job : jobs.values()) {
      Condition.await(
          "cancelled", AT_MOST, () -> job.getJobStatus().join().isGloballyTerminalState());
    }
  }

  @Override
  public void close() {
    topics.values().forEach(CommittedTopic::close);
    source.close();
    broker.close();
  }
}
