package io.vitals.local.cli.bench;

import io.vitals.local.cli.shared.Console;
import io.vitals.local.cli.shared.Limits;
import io.vitals.local.cli.shared.ReportOptions;
import io.vitals.local.terminal.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./vitals bench health}. */
@Command(
    name = "health",
    header = "Throughput of the health job beside that of doing nothing with the same records.",
    description = {
      "",
      "Loads a topic once, then measures records a second and CPU seconds per million records of"
          + " consuming and decoding alone, of a Flink job that discards, of the health job on heap"
          + " and on RocksDB, and of the intake job."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n")
final class BenchHealthCommand implements Callable<Integer> {

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "12000000",
      description = "Telemetry records (default: ${DEFAULT-VALUE}).")
  private long records;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "3000000",
      description =
          "Records of these that each process reads before it is measured (default:"
              + " ${DEFAULT-VALUE}).")
  private long warmUpRecords;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Accounts they are of (default: ${DEFAULT-VALUE}).")
  private int accounts;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "3",
      description = "Paired runs; medians are reported (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Mixin private ReportOptions output;

  private final Console console;
  private final BenchRun<BenchRequest> bench;

  BenchHealthCommand(Console console, BenchRun<BenchRequest> bench) {
    this.console = console;
    this.bench = bench;
  }

  @Override
  public Integer call() throws Exception {
    Limits.check("--records", records, 1_000, 1_000_000_000);
    Limits.check("--warm-up", warmUpRecords, 0, records - 1);
    Limits.check("--accounts", accounts, 1, 1_000_000);
    Limits.check("--runs", runs, 1, 100);
    BenchReport report;
    try (Screen screen = console.screenOnErr()) {
      report = bench.run(new BenchRequest(records, warmUpRecords, accounts, runs), screen);
    }
    output.print(console, report::json, report::text);
    return 0;
  }
}
