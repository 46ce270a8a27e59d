package io.vitals.local.cli.bench;

import io.vitals.local.cli.shared.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./vitals bench}. */
@Command(
    name = "bench",
    synopsisSubcommandLabel = "BENCHMARK",
    header = "Measure what the jobs cost, and how well they decide.",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nBenchmarks:%n")
public final class BenchCommand implements Runnable {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Spec private CommandSpec spec;

  /** The command, with all benchmarks. */
  public static CommandLine commandLine(
      Console console, BenchRun<BenchRequest> health, BenchRun<BudgetBenchRequest> budget) {
    return new CommandLine(new BenchCommand())
        .addSubcommand(new BenchHealthCommand(console, health))
        .addSubcommand(new BenchBudgetCommand(console, budget));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a benchmark: health or budget");
  }
}
