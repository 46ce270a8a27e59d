package io.vitals.local.cli.replay;

import io.vitals.local.cli.shared.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./vitals replay}. */
@Command(
    name = "replay",
    synopsisSubcommandLabel = "DATASET",
    header = "Replay a recorded data set and report what the jobs made of it.",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nData sets:%n")
public final class ReplayCommand implements Runnable {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Spec private CommandSpec spec;

  /** The command, with the data sets that it knows. */
  public static CommandLine commandLine(Console console, ReplayRun replay) {
    return new CommandLine(new ReplayCommand())
        .addSubcommand(new ReplayRavenStackCommand(console, replay));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a data set: ravenstack");
  }
}
