package io.vitals.local.cli.list;

import io.vitals.local.cli.shared.Console;
import io.vitals.local.list.AnomalyEntry;
import io.vitals.local.list.LatestRows;
import io.vitals.local.list.ListQuery;
import io.vitals.local.list.SuppressedEntry;
import io.vitals.schemas.topics.Topic;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./vitals list anomalies}. */
@Command(
    name = "anomalies",
    header = "List what stands out and was told of: most ARR first.",
    description = {
      "",
      "Fields: kind (usage_collapse, usage_surge, error_surge, ticket_surge, volume_drop,"
          + " risk_surge, completeness_drop), scope (account, segment, portfolio, source), subject (the account, segment or source), name,"
          + " segment, arr, renewal_date, since, told (when last), until, measure (the oddest),"
          + " observed, expected, bucket_hours, tail_probability, episode_id. A table shows those"
          + " that fit."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    footer = {"", "Example:", "  ./vitals list anomalies --where scope=account --cleared --json"})
final class ListAnomaliesCommand implements Callable<Integer> {

  @Option(
      names = "--cleared",
      description = "List those that are over too: the last of each kind and subject.")
  private boolean cleared;

  @Option(
      names = "--suppressed",
      description =
          "List instead what stood out within the last day and was not told of, with the reason."
              + " Fields: reason (not_significant, over_budget, explained), scope, subject, family,"
              + " arr, tail_probability, cause, decided.")
  private boolean suppressed;

  @Mixin private ListOptions options;

  private final Console console;
  private final ListRun lists;

  ListAnomaliesCommand(Console console, ListRun lists) {
    this.console = console;
    this.lists = lists;
  }

  @Override
  public Integer call() throws Exception {
    if (suppressed) {
      ListQuery<SuppressedEntry> query =
          options.query(SuppressedEntry.COLUMNS, SuppressedEntry.MOST_AT_STAKE);
      LatestRows rows = lists.read(options.connection(), List.of(Topic.ANOMALIES_DECISIONS));
      return options.print(console, "suppressed anomalies", query, SuppressedEntry.all(rows), rows);
    }
    ListQuery<AnomalyEntry> query = options.query(AnomalyEntry.COLUMNS, AnomalyEntry.MOST_AT_STAKE);
    LatestRows rows =
        lists.read(options.connection(), List.of(Topic.SIGNALS, Topic.ACCOUNT_HEALTH));
    return options.print(
        console,
        cleared ? "anomalies" : "open anomalies",
        query,
        AnomalyEntry.all(rows, cleared),
        rows);
  }
}
