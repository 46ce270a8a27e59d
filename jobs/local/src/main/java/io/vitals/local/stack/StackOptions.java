package io.vitals.local.stack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How to run the stack in this process.
 *
 * @param directory where broker and checkpoints keep their data; created, and the caller's to
 *     delete
 * @param sources text of the sources file
 * @param kafkaPort port of the broker; 0: a free one
 * @param uiPort port of Flink's web interface; 0: a free one
 * @param parallelism of every job
 * @param checkpointInterval how often rows become visible, at first
 * @param unresolvedGrace how long, of ingest time, a record waits for its account's key to be
 *     mapped
 * @param models texts of health models; empty: the default model
 * @param flinkMetricsPort port at which Prometheus may read Flink's own figures; 0: nowhere
 * @param holidays days that are no working days besides weekends
 * @param alerting whether the jobs run that find anomalies and tell of alerts; the others do anyway
 */
public record StackOptions(
    Path directory,
    String sources,
    int kafkaPort,
    int uiPort,
    int flinkMetricsPort,
    int parallelism,
    Duration checkpointInterval,
    Duration unresolvedGrace,
    List<String> models,
    List<LocalDate> holidays,
    boolean alerting) {
  private static final int PARALLELISM = 2;

  /** Options for a stack on free ports. */
  public static StackOptions onFreePorts(Path directory, String sources) {
    return new StackOptions(
        directory,
        sources,
        0,
        0,
        0,
        PARALLELISM,
        Duration.ofSeconds(1),
        Duration.ofMinutes(1),
        List.of(),
        List.of(),
        true);
  }

  /** Where Prometheus may read Flink's own figures; empty: nowhere. */
  Optional<URI> flinkMetrics() {
    return flinkMetricsPort == 0
        ? Optional.empty()
        : Optional.of(URI.create("http://127.0.0.1:" + flinkMetricsPort + "/metrics"));
  }

  /** The same with ports of the caller's choice. */
  public StackOptions onPorts(int kafka, int ui) {
    return new StackOptions(
        directory,
        sources,
        kafka,
        ui,
        flinkMetricsPort,
        parallelism,
        checkpointInterval,
        unresolvedGrace,
        models,
        holidays,
        alerting);
  }

  /** The same with Flink's own figures to be read at this port. */
  public StackOptions measuredOn(int port) {
    return new StackOptions(
        directory,
        sources,
        kafkaPort,
        uiPort,
        port,
        parallelism,
        checkpointInterval,
        unresolvedGrace,
        models,
        holidays,
        alerting);
  }

  /** The same with another pace of checkpoints at first. */
  public StackOptions withCheckpointsEvery(Duration interval) {
    return new StackOptions(
        directory,
        sources,
        kafkaPort,
        uiPort,
        flinkMetricsPort,
        parallelism,
        interval,
        unresolvedGrace,
        models,
        holidays,
        alerting);
  }

  /** The same with this health model and these holidays. */
  public StackOptions scoredBy(String model, List<LocalDate> days) {
    return new StackOptions(
        directory,
        sources,
        kafkaPort,
        uiPort,
        flinkMetricsPort,
        parallelism,
        checkpointInterval,
        unresolvedGrace,
        List.of(model),
        days,
        alerting);
  }

  /** The same without the jobs that find anomalies and tell of alerts. */
  public StackOptions withoutAlerting() {
    return new StackOptions(
        directory,
        sources,
        kafkaPort,
        uiPort,
        flinkMetricsPort,
        parallelism,
        checkpointInterval,
        unresolvedGrace,
        models,
        holidays,
        false);
  }
}
