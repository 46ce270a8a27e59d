package io.vitals.local.cli.list;

import io.vitals.local.cli.shared.Console;
import io.vitals.local.list.LatestRows;
import io.vitals.local.list.ListQuery;
import io.vitals.local.list.SourceEntry;
import io.vitals.schemas.topics.Topic;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./vitals list sources}. */
@Command(
    name = "sources",
    header = "List sources: how fresh each is, and what its break touches.",
    description = {
      "",
      "Fields: source, status (fresh, late, stale, silent, recovering), since, cause, reason,"
          + " last_event_time, last_arrival_time, complete_through, accounts and arr (that its open"
          + " break touches), slo_7d (share of 7 days in which it was fresh), lag_p50_seconds,"
          + " lag_p99_seconds (event to arrival). A table shows those that fit."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    footer = {"", "Example:", "  ./vitals list sources --where 'status!=fresh' --json"})
final class ListSourcesCommand implements Callable<Integer> {

  @Mixin private ListOptions options;

  private final Console console;
  private final ListRun lists;

  ListSourcesCommand(Console console, ListRun lists) {
    this.console = console;
    this.lists = lists;
  }

  @Override
  public Integer call() throws Exception {
    ListQuery<SourceEntry> query = options.query(SourceEntry.COLUMNS, SourceEntry.BY_NAME);
    LatestRows rows =
        lists.read(options.connection(), List.of(Topic.SOURCE_FRESHNESS, Topic.SOURCE_BREAKS));
    return options.print(console, "sources", query, SourceEntry.all(rows), rows);
  }
}
