package io.vitals.local.cli.list;

import io.vitals.local.cli.shared.Console;
import io.vitals.local.list.AccountEntry;
import io.vitals.local.list.AccountList;
import io.vitals.local.list.LatestRows;
import io.vitals.local.list.ListQuery;
import io.vitals.schemas.topics.Topic;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./vitals list accounts}. */
@Command(
    name = "accounts",
    header = "List accounts: the worst band first, and in it most ARR first.",
    description = {
      "",
      "Fields: account_id, name, band (healthy, watch, at_risk, held, unknown, not_scored), status,"
          + " score, confidence, arr, segment, region, tier, owner, stage, renewal_date,"
          + " days_to_renewal, first_driver (the gate that caps the band, else the input that costs"
          + " most), held_reason, scored_at. A table shows those that fit."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Example:",
      "  ./vitals list accounts --where band=at_risk --where 'arr>=50000' --csv"
    })
final class ListAccountsCommand implements Callable<Integer> {

  @Mixin private ListOptions options;

  private final Console console;
  private final ListRun lists;

  ListAccountsCommand(Console console, ListRun lists) {
    this.console = console;
    this.lists = lists;
  }

  @Override
  public Integer call() throws Exception {
    ListQuery<AccountEntry> query = options.query(AccountList.ACCOUNTS, AccountList.WORST_FIRST);
    LatestRows rows = lists.read(options.connection(), List.of(Topic.ACCOUNT_HEALTH));
    return options.print(console, "accounts", query, AccountEntry.all(rows), rows);
  }
}
