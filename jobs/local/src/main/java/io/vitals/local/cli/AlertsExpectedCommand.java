package io.vitals.local.cli;

import io.vitals.schemas.AlertVerdictKind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./vitals alerts expected}. */
@Command(
    name = "expected",
    header = "Say that an alert was planned: it ends.",
    description = {"", "Nobody is told of it again before its condition has cleared."},
    sortOptions = false,
    parameterListHeading = "%nWhere:%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Example:",
      "  ./vitals alerts expected 4f2a91c --by cs-ops --note 'migration until Friday'"
    })
final class AlertsExpectedCommand implements Callable<Integer> {

  @Mixin private AlertVerdictOptions options;

  private final Console console;
  private final ListRun lists;
  private final VerdictRun verdicts;

  AlertsExpectedCommand(Console console, ListRun lists, VerdictRun verdicts) {
    this.console = console;
    this.lists = lists;
    this.verdicts = verdicts;
  }

  @Override
  public Integer call() throws Exception {
    return options.say(
        AlertVerdictKind.EXPECTED,
        "written; it is over as soon as the jobs have read it",
        console,
        lists,
        verdicts);
  }
}
