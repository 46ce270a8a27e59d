package io.vitals.bench;

import io.vitals.flink.config.FlinkDefaults;
import io.vitals.flink.config.JobConfiguration;
import io.vitals.flink.config.JobOptions;
import io.vitals.flink.health.HealthJob;
import io.vitals.flink.intake.IntakeJob;
import io.vitals.local.history.SourceDeclarations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job on a Flink cluster in this process, which says its marks on stdout. */
final class MeasuredJob {
  private final MiniCluster cluster;
  private final JobID job;

  private MeasuredJob(MiniCluster cluster, JobID job) {
    this.cluster = cluster;
    this.job = job;
  }

  /** Starts cluster and job, and returns when the job is submitted. */
  static MeasuredJob start(CaseRequest request) throws Exception {
    Files.createDirectories(request.directory());
    JobConfiguration configuration = JobConfiguration.of(options(request));
    StreamExecutionEnvironment env = configuration.environment();
    switch (request.measured()) {
      case DISCARD -> DiscardJob.build(env, configuration);
      case HEALTH_ON_HEAP, HEALTH_ON_ROCKSDB -> HealthJob.build(env, configuration);
      case INTAKE -> IntakeJob.build(env, configuration);
      case CONSUME -> throw new IllegalArgumentException("is no job");
    }
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(cluster(request))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(CaseRequest.PARALLELISM)
                .build());
    cluster.start();
    JobID job = cluster.submitJob(env.getStreamGraph().getJobGraph()).join().getJobID();
    return new MeasuredJob(cluster, job);
  }

  /** Ends the process when the job ends by itself: none of them should. */
  void exitOnFailure() {
    cluster
        .requestJobResult(job)
        .thenAccept(
            result -> {
              result.getSerializedThrowable().ifPresent(Throwable::printStackTrace);
              Runtime.getRuntime().halt(1);
            });
  }

  private static Configuration cluster(CaseRequest request) {
    Configuration configuration = FlinkDefaults.configuration();
    configuration.set(RestOptions.BIND_ADDRESS, "localhost");
    configuration.set(RestOptions.ADDRESS, "localhost");
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
    ProgressReporterFactory.configure(
        configuration,
        recordsOf(request.measured()),
        watermarkOf(request.measured()),
        CaseRequest.PARALLELISM,
        request.warmUpRecords(),
        request.lastTick());
    return configuration;
  }

  private static String recordsOf(BenchmarkCase measured) {
    return measured == BenchmarkCase.INTAKE
        ? "Source: Read source.telemetry"
        : "Source: Read telemetry.events";
  }

  private static String watermarkOf(BenchmarkCase measured) {
    return measured == BenchmarkCase.DISCARD ? DiscardJob.DECODE : "Write ";
  }

  private static Configuration options(CaseRequest request) throws IOException {
    Path sources = request.directory().resolve("sources.yaml");
    Path key = request.directory().resolve("user-hash.key");
    Files.writeString(sources, SourceDeclarations.bundledText("demo"));
    Files.write(key, "a key of simulated users".getBytes(StandardCharsets.UTF_8));
    Configuration options = FlinkDefaults.configuration();
    options.set(JobOptions.BOOTSTRAP_SERVERS, request.bootstrapServers());
    options.set(JobOptions.SOURCES_FILE, sources.toString());
    options.set(JobOptions.USER_HASH_KEY_FILE, key.toString());
    options.set(
        JobOptions.TRANSACTIONAL_ID_PREFIX,
        "bench-" + request.measured().letter() + "-" + request.run());
    options.set(CoreOptions.DEFAULT_PARALLELISM, CaseRequest.PARALLELISM);
    options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CaseRequest.CHECKPOINT_INTERVAL);
    options.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    options.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        request.directory().resolve("checkpoints").toUri().toString());
    options.set(
        StateBackendOptions.STATE_BACKEND,
        request.measured() == BenchmarkCase.HEALTH_ON_ROCKSDB ? "rocksdb" : "hashmap");
    options.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    return options;
  }
}
