package io.vitals.local.cli.alerts;

import io.vitals.local.cli.list.ListRun;
import io.vitals.local.cli.shared.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./vitals alerts list}. */
@Command(
    name = "list",
    header = "List open alerts, the gravest first; the same as ./vitals alerts.",
    description = {
      "",
      "Fields: id, severity, kind, scope, subject, name, since, age, arr, phase (firing,"
          + " acknowledged by whom, resolving, over; stale: what it is judged by is not fresh),"
          + " reason, accounts, segment, owner, renewal_date, fired_at, resolved_at,"
          + " acknowledged_by, stale_since, inhibited_by, episode_id. A table shows those that fit."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    footer = {"", "Example:", "  ./vitals alerts list --scope source --all"})
final class AlertsListCommand implements Callable<Integer> {

  @Mixin private AlertListOptions options;

  private final Console console;
  private final ListRun lists;

  AlertsListCommand(Console console, ListRun lists) {
    this.console = console;
    this.lists = lists;
  }

  @Override
  public Integer call() throws Exception {
    return options.list(console, lists);
  }
}
