package io.vitals.local.cli.alerts;

import io.vitals.local.cli.list.ListRun;
import io.vitals.local.cli.shared.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./vitals alerts}. */
@Command(
    name = "alerts",
    synopsisSubcommandLabel = "[COMMAND]",
    header = "List open alerts, show one, and say what you think of it.",
    description = {
      "",
      "Lists the gravest first, and of those the greatest ARR. An alert of a broken source says how"
          + " many alerts of accounts it explains: nobody is told of those, and --all lists them."
          + " Reads the topic alerts of a Kafka, the demo's unless another is named, from the"
          + " beginning to where it ends now.",
      "",
      "An id is the beginning of a hash, as of a commit: four characters will do where they mean"
          + " one alert only. Whoever speaks is a role or an opaque id, never a person's name."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  ./vitals alerts --severity critical",
      "  ./vitals alerts show 4f2a91c",
      "  ./vitals alerts ack 4f2a91c --by cs-ops --note 'called the admin'"
    })
public final class AlertsCommand implements Callable<Integer> {

  @Mixin private AlertListOptions options;

  private final Console console;
  private final ListRun lists;

  AlertsCommand(Console console, ListRun lists) {
    this.console = console;
    this.lists = lists;
  }

  /** The command, with those below it. */
  public static CommandLine commandLine(Console console, ListRun lists, VerdictRun verdicts) {
    return new CommandLine(new AlertsCommand(console, lists))
        .addSubcommand(new AlertsListCommand(console, lists))
        .addSubcommand(new AlertsShowCommand(console, lists))
        .addSubcommand(new AlertsAckCommand(console, lists, verdicts))
        .addSubcommand(new AlertsExpectedCommand(console, lists, verdicts))
        .addSubcommand(new AlertsFalseAlarmCommand(console, lists, verdicts))
        .addSubcommand(new AlertsVerdictCommand(console, lists, verdicts));
  }

  @Override
  public Integer call() throws Exception {
    return options.list(console, lists);
  }
}
