package io.vitals.local.cli.alerts;

import io.vitals.local.cli.list.ListRun;
import io.vitals.local.cli.shared.Console;
import io.vitals.local.cli.shared.DateConverter;
import io.vitals.schemas.AlertVerdictKind;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./vitals alerts expected}. */
@Command(
    name = "expected",
    header = "Say that an alert was planned: it ends.",
    description = {
      "",
      "Nobody is told of it again before its condition has cleared. With --until, nobody is told"
          + " of an anomaly of that kind and subject through that day, however often it comes and"
          + " goes; of what lasts longer they are told anew."
    },
    sortOptions = false,
    parameterListHeading = "%nWhere:%n",
    optionListHeading = "%nOptions:%n",
    footer = {"", "Example:", "  ./vitals alerts expected 4f2a91c --by cs-ops --until 2026-12-04"})
final class AlertsExpectedCommand implements Callable<Integer> {

  @Mixin private AlertVerdictOptions options;

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description = "Last day on which an anomaly is expected, as 2026-12-04 (UTC).",
      converter = DateConverter.class)
  private LocalDate until;

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
        until == null ? null : until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
        "written; it is over as soon as the jobs have read it"
            + (until == null ? "" : ", and not told of again through " + until),
        console,
        lists,
        verdicts);
  }
}
