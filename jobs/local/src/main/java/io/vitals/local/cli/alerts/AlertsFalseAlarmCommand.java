package io.vitals.local.cli.alerts;

import io.vitals.local.cli.list.ListRun;
import io.vitals.local.cli.shared.Console;
import io.vitals.schemas.AlertVerdictKind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./vitals alerts false-alarm}. */
@Command(
    name = "false-alarm",
    header = "Say that nothing is wrong: the alert ends.",
    description = {"", "Nobody is told of it again before its condition has cleared."},
    sortOptions = false,
    parameterListHeading = "%nWhere:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Example:",
      "  ./vitals alerts false-alarm 4f2a91c --by csm-07 --note 'their holiday'"
    })
final class AlertsFalseAlarmCommand implements Callable<Integer> {

  @Mixin private AlertVerdictOptions options;

  private final Console console;
  private final ListRun lists;
  private final VerdictRun verdicts;

  AlertsFalseAlarmCommand(Console console, ListRun lists, VerdictRun verdicts) {
    this.console = console;
    this.lists = lists;
    this.verdicts = verdicts;
  }

  @Override
  public Integer call() throws Exception {
    return options.say(
        AlertVerdictKind.FALSE_ALARM,
        "written; it is over as soon as the jobs have read it",
        console,
        lists,
        verdicts);
  }
}
