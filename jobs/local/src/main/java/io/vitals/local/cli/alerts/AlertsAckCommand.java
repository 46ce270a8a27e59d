package io.vitals.local.cli.alerts;

import io.vitals.local.cli.list.ListRun;
import io.vitals.local.cli.shared.Console;
import io.vitals.schemas.AlertVerdictKind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./vitals alerts ack}. */
@Command(
    name = "ack",
    header = "Take an alert: others see who looks after it.",
    description = {
      "",
      "It stays open until its condition has cleared. That nobody took it makes it no graver any more."
    },
    sortOptions = false,
    parameterListHeading = "%nWhere:%n",
    optionListHeading = "%nOptions:%n",
    footer = {"", "Example:", "  ./vitals alerts ack 4f2a91c --by csm-07"})
final class AlertsAckCommand implements Callable<Integer> {

  @Mixin private AlertVerdictOptions options;

  private final Console console;
  private final ListRun lists;
  private final VerdictRun verdicts;

  AlertsAckCommand(Console console, ListRun lists, VerdictRun verdicts) {
    this.console = console;
    this.lists = lists;
    this.verdicts = verdicts;
  }

  @Override
  public Integer call() throws Exception {
    return options.say(
        AlertVerdictKind.ACKNOWLEDGE,
        "written; it is yours as soon as the jobs have read it",
        console,
        lists,
        verdicts);
  }
}
