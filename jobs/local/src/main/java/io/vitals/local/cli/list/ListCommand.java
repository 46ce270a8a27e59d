package io.vitals.local.cli.list;

import io.vitals.local.cli.shared.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./vitals list}. */
@Command(
    name = "list",
    synopsisSubcommandLabel = "LIST",
    header = "List accounts, renewals, anomalies, exceptions, sources or reconciliations.",
    description = {
      "",
      "Reads the topics of a Kafka, the demo's unless another is named, from the beginning to"
          + " where they end now, and prints the latest row of each."
    },
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nLists:%n",
    footer = {"", "Example:", "  ./vitals list accounts --where band=at_risk --sort arr:desc"})
public final class ListCommand implements Runnable {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Spec private CommandSpec spec;

  /** The command, with all lists. */
  public static CommandLine commandLine(Console console, ListRun lists) {
    return new CommandLine(new ListCommand())
        .addSubcommand(new ListAccountsCommand(console, lists))
        .addSubcommand(new ListRenewalsCommand(console, lists))
        .addSubcommand(new ListAnomaliesCommand(console, lists))
        .addSubcommand(new ListExceptionsCommand(console, lists))
        .addSubcommand(new ListSourcesCommand(console, lists))
        .addSubcommand(new ListReconciliationsCommand(console, lists));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "name a list: accounts, renewals, anomalies, exceptions, sources or reconciliations");
  }
}
