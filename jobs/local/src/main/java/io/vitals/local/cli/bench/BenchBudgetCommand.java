package io.vitals.local.cli.bench;

import io.vitals.local.cli.shared.Console;
import io.vitals.local.cli.shared.Limits;
import io.vitals.local.cli.shared.ReportOptions;
import io.vitals.local.terminal.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./vitals bench budget}. */
@Command(
    name = "budget",
    header = "How many alerts are false, and what is found, on streams whose truth is known.",
    description = {
      "",
      "Makes seeded streams of tail probabilities, normal life alone and with anomalies planted,"
          + " and measures the share of false alerts, power, delay, alerts a day and the time of a"
          + " decision; beside them, what published procedures make of the same streams."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n")
final class BenchBudgetCommand implements Callable<Integer> {

  @Option(
      names = "--series",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Series, each judged once a day (default: ${DEFAULT-VALUE}).")
  private int series;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "60",
      description = "Days of a stream (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--streams",
      paramLabel = "N",
      defaultValue = "20",
      description = "Streams of each kind (default: ${DEFAULT-VALUE}).")
  private int streams;

  @Mixin private ReportOptions output;

  private final Console console;
  private final BenchRun<BudgetBenchRequest> bench;

  BenchBudgetCommand(Console console, BenchRun<BudgetBenchRequest> bench) {
    this.console = console;
    this.bench = bench;
  }

  @Override
  public Integer call() throws Exception {
    Limits.check("--series", series, 200, 100_000);
    Limits.check("--days", days, 10, 1_000);
    Limits.check("--streams", streams, 1, 10_000);
    BenchReport report;
    try (Screen screen = console.screenOnErr()) {
      report = bench.run(new BudgetBenchRequest(series, days, streams), screen);
    }
    output.print(console, report::json, report::text);
    return 0;
  }
}
