package io.vitals.local.cli;

import io.vitals.local.list.AffectedAccount;
import io.vitals.local.list.AlertBook;
import io.vitals.local.list.AlertEntry;
import io.vitals.local.list.CsvText;
import io.vitals.local.list.LatestRows;
import io.vitals.schemas.topics.Topic;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./vitals alerts show}. */
@Command(
    name = "show",
    header = "Show everything of one alert: evidence, impact, what to do first.",
    sortOptions = false,
    parameterListHeading = "%nWhere:%n",
    optionListHeading = "%nOptions:%n",
    footer = {"", "Example:", "  ./vitals alerts show 4f2a91c --csv > accounts.csv"})
final class AlertsShowCommand implements Callable<Integer> {

  @Parameters(paramLabel = "ID", description = "The alert, open or over.")
  private String id;

  @Option(
      names = "--csv",
      description =
          "Write CSV (RFC 4180): the accounts that it touches, at most 50, most ARR first.")
  private boolean csv;

  @Option(names = "--json", description = "Write one JSON object.")
  private boolean json;

  @Mixin private AlertConnectionOptions connection;

  private final Console console;
  private final ListRun lists;

  AlertsShowCommand(Console console, ListRun lists) {
    this.console = console;
    this.lists = lists;
  }

  @Override
  public Integer call() throws Exception {
    if (csv && json) {
      throw new UserMistakeException("write --csv or --json, not both");
    }
    List<Topic> topics = csv ? List.of(Topic.ALERTS, Topic.ACCOUNT_HEALTH) : List.of(Topic.ALERTS);
    LatestRows rows = lists.read(connection.connection(), topics);
    AlertBook book = AlertBook.of(rows);
    AlertEntry alert = AlertConnectionOptions.meantBy(id, book);
    if (csv) {
      CsvText.write(AffectedAccount.COLUMNS, AffectedAccount.all(alert, rows), console.out());
    } else if (json) {
      Json.print(AlertJson.one(alert, book), console.out());
    } else {
      AlertText.lines(alert, book).forEach(console.out()::println);
    }
    console.out().flush();
    return 0;
  }
}
