package io.vitals.local.cli.list;

import io.vitals.local.cli.shared.Console;
import io.vitals.local.list.LatestRows;
import io.vitals.local.list.ListQuery;
import io.vitals.local.list.ReconciliationEntry;
import io.vitals.schemas.topics.Topic;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./vitals list reconciliations}. */
@Command(
    name = "reconciliations",
    header = "List what other systems count beside what we count, and why they differ.",
    description = {
      "",
      "Fields: system, measure (accounts, active_accounts, active_subscriptions, arr),"
          + " as_of (the instant compared), theirs, ours, difference (theirs minus ours), reason (the"
          + " largest of missing, late, duplicate, dead_lettered, definition, unexplained), evidence"
          + " (every part). A table shows those that fit."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    footer = {"", "Example:", "  ./vitals list reconciliations --where 'difference!=0' --json"})
final class ListReconciliationsCommand implements Callable<Integer> {

  @Mixin private ListOptions options;

  private final Console console;
  private final ListRun lists;

  ListReconciliationsCommand(Console console, ListRun lists) {
    this.console = console;
    this.lists = lists;
  }

  @Override
  public Integer call() throws Exception {
    ListQuery<ReconciliationEntry> query =
        options.query(ReconciliationEntry.COLUMNS, ReconciliationEntry.BY_SYSTEM);
    LatestRows rows = lists.read(options.connection(), List.of(Topic.QUALITY_RECONCILIATIONS));
    return options.print(console, "reconciliations", query, ReconciliationEntry.all(rows), rows);
  }
}
