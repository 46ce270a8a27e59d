package io.vitals.bench;

import io.vitals.bench.Workload.Loaded;
import io.vitals.flink.health.HealthJob;
import io.vitals.flink.intake.IntakeJob;
import io.vitals.local.cli.bench.BenchReport;
import io.vitals.local.cli.bench.BenchRequest;
import io.vitals.local.cli.bench.BenchRun;
import io.vitals.local.cli.shared.RunFailedException;
import io.vitals.local.stack.PunctuatedTopicReader;
import io.vitals.local.stack.WorkingDirectory;
import io.vitals.local.terminal.Screen;
import io.vitals.schemas.topics.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the health job costs beside doing nothing with the same records.
 *
 * <p>A day is loaded into the source topics once. Each round then runs the intake job, which writes
 * the canonical topics anew, and over these one after the other all that reads them. Cases are
 * compared within a round.
 */
final class HealthBenchmark implements BenchRun<BenchRequest> {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final List<BenchmarkCase> ORDER =
      List.of(
          BenchmarkCase.INTAKE,
          BenchmarkCase.CONSUME,
          BenchmarkCase.DISCARD,
          BenchmarkCase.HEALTH_ON_HEAP,
          BenchmarkCase.HEALTH_ON_ROCKSDB);

  private final Path logs;

  /**
   * @param logs folder for the logs of the processes it starts
   */
  HealthBenchmark(Path logs) {
    this.logs = logs;
  }

  @Override
  public BenchReport run(BenchRequest request, Screen screen) throws Exception {
    Workload workload = Workload.of(request.records(), request.accounts());
    try (WorkingDirectory directory = WorkingDirectory.create();
        ChildJvm broker =
            ChildJvm.start(
                "broker",
                logs,
                directory.path(),
                List.of("-Xmx1g"),
                BrokerProcess.class,
                List.of(directory.path().resolve("kafka").toString()))) {
      String servers = broker.await(BrokerProcess.SERVES).split(" ", -1)[1];
      try (BenchmarkTopics topics = new BenchmarkTopics(servers)) {
        topics.create();
        screen.note("Loading a day of " + request.accounts() + " accounts");
        Loaded loaded = workload.load(servers);
        if (loaded.telemetry() < request.records()) {
          throw new RunFailedException("only " + loaded.telemetry() + " records were simulated");
        }
        List<Map<BenchmarkCase, Measurement>> rounds = new ArrayList<>();
        for (int round = 1; round <= request.runs(); round++) {
          Map<BenchmarkCase, Measurement> measured = new EnumMap<>(BenchmarkCase.class);
          for (BenchmarkCase next : ORDER) {
            screen.note("Round %d of %d: %s".formatted(round, request.runs(), next.description()));
            Path files = directory.path().resolve(next.name() + round);
            measured.put(
                next,
                measure(
                    new CaseRequest(
                        next, round, servers, files, request.warmUpRecords(), workload.lastTick()),
                    topics));
          }
          rounds.add(measured);
        }
        return new HealthReport(Machine.describe(), request, loaded, rounds).report();
      }
    }
  }

  private Measurement measure(CaseRequest request, BenchmarkTopics topics)
      throws IOException, InterruptedException, ExecutionException {
    if (request.measured() == BenchmarkCase.INTAKE) {
      topics.empty(IntakeJob.OUTPUT_TOPICS);
    }
    if (request.measured().isHealth()) {
      topics.empty(HealthJob.OUTPUT_TOPICS);
    }
    try (ChildJvm process =
        ChildJvm.start(
            request.measured().name() + "-" + request.run(),
            logs,
            request.directory(),
            Profiling.options(request.measured()),
            CaseProcess.class,
            request.arguments())) {
      Mark first = Mark.parse(process.await(Mark.FIRST));
      Mark last = Mark.parse(process.await(Mark.LAST));
      long scores = 0;
      long published = 0;
      if (request.measured() == BenchmarkCase.INTAKE) {
        committed(process, request, Topic.TELEMETRY_EVENTS);
      }
      if (request.measured().isHealth()) {
        scores = committed(process, request, Topic.ACCOUNT_SCORE);
        published = committed(process, request, Topic.ACCOUNT_HEALTH);
      }
      return Measurement.between(first, last, scores, published);
    }
  }

  /** Waits until all that a job wrote to a topic is committed, and counts its rows. */
  private static long committed(ChildJvm process, CaseRequest request, Topic topic) {
    Instant end = request.lastTick();
    AtomicLong rows = new AtomicLong();
    try (PunctuatedTopicReader reader =
        new PunctuatedTopicReader(
            request.bootstrapServers(), topic, row -> rows.incrementAndGet())) {
      while (!reader.hasReached(end)) {
        if (!process.isAlive()) {
          throw new RunFailedException(request.measured().name() + " ended before it committed");
        }
        reader.poll(POLL);
      }
    }
    return rows.get();
  }
}
