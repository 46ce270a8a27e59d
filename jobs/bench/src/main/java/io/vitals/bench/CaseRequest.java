package io.vitals.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A case to run, as the measured process is told it.
 *
 * @param measured the case
 * @param run tells it from the other runs of the case
 * @param bootstrapServers of the broker
 * @param directory for its files
 * @param warmUpRecords read before it is measured
 * @param lastTick the time at which the records end
 */
record CaseRequest(
    BenchmarkCase measured,
    int run,
    String bootstrapServers,
    Path directory,
    long warmUpRecords,
    Instant lastTick) {
  /** Of every job: the machine the figures are for has two cores. */
  static final int PARALLELISM = 2;

  /** Of every job, discarding ones too. */
  static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(2);

  List<String> arguments() {
    return List.of(
        measured.name(),
        Integer.toString(run),
        bootstrapServers,
        directory.toString(),
        Long.toString(warmUpRecords),
        lastTick.toString());
  }

  static CaseRequest parse(String[] arguments) {
    return new CaseRequest(
        BenchmarkCase.valueOf(arguments[0]),
        Integer.parseInt(arguments[1]),
        arguments[2],
        Path.of(arguments[3]),
        Long.parseLong(arguments[4]),
        Instant.parse(arguments[5]));
  }
}
