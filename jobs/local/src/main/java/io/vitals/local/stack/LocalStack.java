package io.vitals.local.stack;

import io.vitals.broker.EmbeddedBroker;
import io.vitals.broker.TopicSetup;
import io.vitals.broker.TopicSetup.SourceTime;
import io.vitals.flink.alerts.AlertsJob;
import io.vitals.flink.anomaly.AnomalyJob;
import io.vitals.flink.config.FlinkDefaults;
import io.vitals.flink.config.JobConfiguration;
import io.vitals.flink.config.JobOptions;
import io.vitals.flink.freshness.FreshnessJob;
import io.vitals.flink.health.HealthJob;
import io.vitals.flink.intake.IntakeJob;
import io.vitals.flink.quality.QualityJob;
import io.vitals.schemas.topics.Topic;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.metrics.prometheus.PrometheusReporterFactory;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.kafka.clients.admin.Admin;

/**
 * A real broker and a Flink cluster in this process, with Vitals' jobs running on them. Sources
 * declare their own ingest time here, since histories are loaded.
 */
public final class LocalStack implements AutoCloseable {
  /**
   * Not a secret: what runs here is simulated or public data, and two runs should give the same
   * users.
   */
  private static final String USER_HASH_KEY = "vitals-local-user-hash-key";

  private static final int JOBS = 6;

  /** Checkpoints must be on, but {@link CheckpointPace} triggers them. */
  private static final Duration NO_CHECKPOINTS_OF_ITS_OWN = Duration.ofDays(365);

  /** Fewer and larger requests: broker and jobs share the processors. */
  private static final String KAFKA_CLIENTS =
      """
      linger.ms=20
      batch.size=131072
      compression.type=lz4
      """;

  private final EmbeddedBroker broker;
  private final MiniCluster cluster;
  private final CheckpointPace pace;
  private final Optional<URI> flinkMetrics;
  private final Map<String, JobID> jobs = new TreeMap<>();

  private LocalStack(
      EmbeddedBroker broker, MiniCluster cluster, CheckpointPace pace, Optional<URI> flinkMetrics) {
    this.broker = broker;
    this.cluster = cluster;
    this.pace = pace;
    this.flinkMetrics = flinkMetrics;
  }

  /**
   * Starts broker, topics, cluster and jobs, and returns when the jobs are submitted.
   *
   * @throws IllegalStateException if any of it cannot be started
   */
  public static LocalStack start(StackOptions options) throws Exception {
    Files.createDirectories(options.directory());
    EmbeddedBroker broker =
        EmbeddedBroker.start(options.directory().resolve("kafka"), options.kafkaPort());
    MiniCluster cluster = null;
    try {
      try (Admin admin =
          Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
        new TopicSetup(SourceTime.DECLARED, (short) 1).create(admin, List.of(Topic.values()));
      }
      cluster = new MiniCluster(clusterConfiguration(options));
      cluster.start();
      LocalStack stack =
          new LocalStack(
              broker,
              cluster,
              new CheckpointPace(options.checkpointInterval()),
              options.flinkMetrics());
      JobConfiguration configuration =
          JobConfiguration.of(jobOptions(options, broker.bootstrapServers()));
      stack.submit(IntakeJob.NAME, configuration, IntakeJob::build);
      stack.submit(FreshnessJob.NAME, configuration, FreshnessJob::build);
      stack.submit(HealthJob.NAME, configuration, HealthJob::build);
      stack.submit(QualityJob.NAME, configuration, QualityJob::build);
      if (options.alerting()) {
        stack.submit(AnomalyJob.NAME, configuration, AnomalyJob::build);
        stack.submit(AlertsJob.NAME, configuration, AlertsJob::build);
      }
      return stack;
    } catch (Exception e) {
      if (cluster != null) {
        cluster.close();
      }
      broker.close();
      throw e;
    }
  }

  /** Where Kafka clients connect. */
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Where Prometheus may read Flink's own figures; empty when nowhere. */
  public Optional<URI> flinkMetrics() {
    return flinkMetrics;
  }

  /** Address of Flink's web interface. */
  public String uiAddress() {
    return cluster.getRestAddress().join().toString();
  }

  /**
   * Whether every job is alive.
   *
   * @throws IllegalStateException if a job has ended, naming it
   */
  public void checkAlive() {
    jobs.forEach(
        (name, id) -> {
          JobStatus status = cluster.getJobStatus(id).join();
          if (status.isGloballyTerminalState()) {
            throw new IllegalStateException("job " + name + " is " + status);
          }
        });
  }

  /** How often tasks were restarted since the start, over all jobs. */
  public int restarts() {
    int restarts = 0;
    for (JobID id : jobs.values()) {
      restarts +=
          Math.max(
              0,
              cluster.getExecutionGraph(id).join().getAllVertices().values().stream()
                  .flatMap(vertex -> Arrays.stream(vertex.getTaskVertices()))
                  .mapToInt(task -> task.getCurrentExecutionAttempt().getAttemptNumber())
                  .max()
                  .orElse(0));
    }
    return restarts;
  }

  /** How often rows become visible from now on. */
  public void checkpointEvery(Duration interval) {
    pace.every(interval);
  }

  @Override
  public void close() throws Exception {
    pace.close();
    try {
      for (JobID id : jobs.values()) {
        cluster.cancelJob(id);
      }
      cluster.close();
    } finally {
      broker.close();
    }
  }

  private void submit(
      String name,
      JobConfiguration configuration,
      BiConsumer<StreamExecutionEnvironment, JobConfiguration> build)
      throws Exception {
    StreamExecutionEnvironment env = configuration.environment();
    build.accept(env, configuration);
    StreamGraph graph = env.getStreamGraph();
    graph.setJobName("vitals " + name);
    JobID id = cluster.submitJob(graph.getJobGraph()).join().getJobID();
    jobs.put(name, id);
    pace.drive(() -> cluster.triggerCheckpoint(id, CheckpointType.CONFIGURED));
  }

  private static MiniClusterConfiguration clusterConfiguration(StackOptions options) {
    Configuration configuration = FlinkDefaults.configuration();
    configuration.set(RestOptions.BIND_ADDRESS, "localhost");
    configuration.set(RestOptions.ADDRESS, "localhost");
    configuration.set(RestOptions.BIND_PORT, Integer.toString(options.uiPort()));
    configuration.set(CoreOptions.TMP_DIRS, options.directory().resolve("flink").toString());
    configuration.set(WebOptions.SUBMIT_ENABLE, false);
    configuration.set(WebOptions.CANCEL_ENABLE, false);
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
    if (options.flinkMetricsPort() != 0) {
      Map.of(
              "factory.class", PrometheusReporterFactory.class.getName(),
              "port", Integer.toString(options.flinkMetricsPort()),
              "filterLabelValueCharacters", "false")
          .forEach((key, value) -> configuration.setString("metrics.reporter.prom." + key, value));
    }
    return new MiniClusterConfiguration.Builder()
        .setConfiguration(configuration)
        .setNumTaskManagers(1)
        .setNumSlotsPerTaskManager(JOBS * options.parallelism())
        .build();
  }

  private static Configuration jobOptions(StackOptions options, String bootstrapServers)
      throws IOException {
    Path sources = options.directory().resolve("sources.yaml");
    Path key = options.directory().resolve("user-hash.key");
    Path clients = options.directory().resolve("kafka-clients.properties");
    Files.writeString(sources, options.sources());
    Files.writeString(clients, KAFKA_CLIENTS);
    Files.write(key, USER_HASH_KEY.getBytes(StandardCharsets.UTF_8));
    Configuration configuration = FlinkDefaults.configuration();
    configuration.set(JobOptions.BOOTSTRAP_SERVERS, bootstrapServers);
    configuration.set(JobOptions.SOURCES_FILE, sources.toString());
    configuration.set(JobOptions.USER_HASH_KEY_FILE, key.toString());
    configuration.set(JobOptions.UNRESOLVED_GRACE, options.unresolvedGrace());
    configuration.set(
        JobOptions.HOLIDAYS, options.holidays().stream().map(LocalDate::toString).toList());
    List<String> models = new ArrayList<>();
    for (String model : options.models()) {
      Path file = options.directory().resolve("model-" + models.size() + ".yaml");
      Files.writeString(file, model);
      models.add(file.toString());
    }
    if (!models.isEmpty()) {
      configuration.set(JobOptions.MODEL_FILES, models);
    }
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, options.parallelism());
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, NO_CHECKPOINTS_OF_ITS_OWN);
    configuration.set(JobOptions.CLIENT_PROPERTIES_FILE, clients.toString());
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        options.directory().resolve("checkpoints").toUri().toString());
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(1));
    return configuration;
  }
}
