package io.vitals.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitals.local.list.LatestRows;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** One call of the command line, with what it wrote. */
final class Session {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
  private final Console console;

  DemoRun demo = (request, screen) -> DemoReport.NONE;
  ReplayRun replay = (request, screen) -> Reports.replay();
  TopicsRun topics = request -> List.of();
  ClockRun clock = (connection, screen) -> {};
  SimulateRun simulate = (request, screen) -> {};
  ListRun lists = (connection, topics) -> new LatestRows();
  VerdictRun verdicts = (connection, key, verdict) -> {};
  DetectRun detect = (request, screen) -> Reports.detect();
  BenchRun<BenchRequest> bench =
      (request, screen) -> new BenchReport(List.of("fast"), Json.object());
  BenchRun<BudgetBenchRequest> budgetBench =
      (request, screen) -> new BenchReport(List.of("quiet"), Json.object());

  Session() {
    this(Map.of());
  }

  Session(Map<String, String> environment) {
    console =
        new Console(
            new PrintStream(outBytes, true, UTF_8),
            new PrintStream(errBytes, true, UTF_8),
            false,
            false,
            environment,
            InstantSource.fixed(NOON),
            Path.of("vitals.log"));
  }

  int run(String... arguments) {
    return Vitals.run(
        List.of(arguments),
        console,
        new Runs(
            demo, replay, topics, clock, simulate, lists, verdicts, detect, bench, budgetBench));
  }

  String out() {
    return outBytes.toString(UTF_8);
  }

  String err() {
    return errBytes.toString(UTF_8);
  }
}
