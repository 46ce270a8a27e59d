package io.vitals.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitals.local.cli.alerts.VerdictRun;
import io.vitals.local.cli.bench.BenchReport;
import io.vitals.local.cli.bench.BenchRequest;
import io.vitals.local.cli.bench.BenchRun;
import io.vitals.local.cli.bench.BudgetBenchRequest;
import io.vitals.local.cli.demo.DemoReport;
import io.vitals.local.cli.demo.DemoRun;
import io.vitals.local.cli.detect.DetectRun;
import io.vitals.local.cli.kafka.ClockRun;
import io.vitals.local.cli.kafka.SimulateRun;
import io.vitals.local.cli.kafka.TopicsRun;
import io.vitals.local.cli.list.ListRun;
import io.vitals.local.cli.replay.ReplayRun;
import io.vitals.local.cli.shared.Console;
import io.vitals.local.cli.shared.Json;
import io.vitals.local.list.LatestRows;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** One call of the command line, with what it wrote. */
public final class Session {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
  private final Console console;

  public DemoRun demo = (request, screen) -> DemoReport.NONE;
  public ReplayRun replay = (request, screen) -> Reports.replay();
  public TopicsRun topics = request -> List.of();
  public ClockRun clock = (connection, screen) -> {};
  public SimulateRun simulate = (request, screen) -> {};
  public ListRun lists = (connection, topics) -> new LatestRows();
  public VerdictRun verdicts = (connection, key, verdict) -> {};
  public DetectRun detect = (request, screen) -> Reports.detect();
  public BenchRun<BenchRequest> bench =
      (request, screen) -> new BenchReport(List.of("fast"), Json.object());
  public BenchRun<BudgetBenchRequest> budgetBench =
      (request, screen) -> new BenchReport(List.of("quiet"), Json.object());

  public Session() {
    this(Map.of());
  }

  public Session(Map<String, String> environment) {
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

  public int run(String... arguments) {
    return Vitals.run(
        List.of(arguments),
        console,
        new Runs(
            demo, replay, topics, clock, simulate, lists, verdicts, detect, bench, budgetBench));
  }

  public String out() {
    return outBytes.toString(UTF_8);
  }

  public String err() {
    return errBytes.toString(UTF_8);
  }
}
