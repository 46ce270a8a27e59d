package io.vitals.local.cli.list;

import io.vitals.local.cli.shared.Console;
import io.vitals.local.list.ExceptionEntry;
import io.vitals.local.list.LatestRows;
import io.vitals.local.list.ListQuery;
import io.vitals.schemas.topics.Topic;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./vitals list exceptions}. */
@Command(
    name = "exceptions",
    header = "List open faults of the data: by type, and of a type most ARR first.",
    description = {
      "",
      "Fields: type (missing_field, duplicate_candidate, arr_mismatch, ...), account_id, name,"
          + " source, owner, segment, arr, subject (the missing field, the other account, ...),"
          + " opened, last_seen, age_days, closed, count, evidence. A table shows those that fit."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Example:",
      "  ./vitals list exceptions --where type=missing_field --where subject=owner_id"
    })
final class ListExceptionsCommand implements Callable<Integer> {

  @Option(names = "--closed", description = "List those that were mended too.")
  private boolean closed;

  @Mixin private ListOptions options;

  private final Console console;
  private final ListRun lists;

  ListExceptionsCommand(Console console, ListRun lists) {
    this.console = console;
    this.lists = lists;
  }

  @Override
  public Integer call() throws Exception {
    ListQuery<ExceptionEntry> query = options.query(ExceptionEntry.COLUMNS, ExceptionEntry.BY_TYPE);
    LatestRows rows =
        lists.read(options.connection(), List.of(Topic.QUALITY_EXCEPTIONS, Topic.ACCOUNT_HEALTH));
    return options.print(
        console,
        closed ? "exceptions" : "open exceptions",
        query,
        ExceptionEntry.all(rows, closed),
        rows);
  }
}
