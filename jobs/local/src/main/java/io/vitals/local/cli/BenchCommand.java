package io.vitals.local.cli;

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
final class BenchCommand implements Runnable {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a benchmark: health or budget");
  }
}
