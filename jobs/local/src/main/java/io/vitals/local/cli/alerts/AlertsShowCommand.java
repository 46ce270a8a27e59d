package io.vitals.local.cli.alerts;

import io.vitals.local.alerts.AffectedAccount;
import io.vitals.local.alerts.AlertEntry;
import io.vitals.local.alerts.KnownAlerts;
import io.vitals.local.cli.list.ListRun;
import io.vitals.local.cli.shared.Console;
import io.vitals.local.cli.shared.DemoKafkaOptions;
import io.vitals.local.cli.shared.Json;
import io.vitals.local.cli.shared.UserMistakeException;
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

  @Mixin private DemoKafkaOptions connection;

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
    KnownAlerts known = KnownAlerts.of(rows);
    AlertEntry alert = MeantAlert.by(id, known);
    if (csv) {
      CsvText.write(AffectedAccount.COLUMNS, AffectedAccount.all(alert, rows), console.out());
    } else if (json) {
      Json.print(AlertJson.one(alert, known), console.out());
    } else {
      AlertText.lines(alert, known).forEach(console.out()::println);
    }
    console.out().flush();
    return 0;
  }
}
