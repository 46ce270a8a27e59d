package io.vitals.local.cli.list;

import io.vitals.local.cli.shared.Console;
import io.vitals.local.cli.shared.DemoKafkaOptions;
import io.vitals.local.cli.shared.Json;
import io.vitals.local.cli.shared.KafkaConnection;
import io.vitals.local.cli.shared.Limits;
import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.local.list.Column;
import io.vitals.local.list.CsvText;
import io.vitals.local.list.InvalidQueryException;
import io.vitals.local.list.JsonRows;
import io.vitals.local.list.LatestRows;
import io.vitals.local.list.ListQuery;
import io.vitals.local.list.TableText;
import io.vitals.local.terminal.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every list: where it is read from, what is asked of it, how it is written. */
final class ListOptions {

  @Option(
      names = "--where",
      paramLabel = "FIELD=VALUE",
      description = {
        "Only rows of which this holds; again for one more condition. FIELD= is missing; quote"
            + " '!=' and, for numbers and dates, '<' '<=' '>' '>='. Case does not matter."
      })
  private List<String> where = new ArrayList<>();

  @Option(
      names = "--sort",
      paramLabel = "FIELD[:desc]",
      description = "Order by a field; what is missing comes last.")
  private String sort;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many rows.")
  private Integer limit;

  @Option(names = "--csv", description = "Write CSV (RFC 4180) with every field.")
  private boolean csv;

  @Option(names = "--json", description = "Write a JSON array with every field.")
  private boolean json;

  @Mixin private DemoKafkaOptions kafka;

  /**
   * The connection they describe.
   *
   * @throws UserMistakeException when the file of settings cannot be read
   */
  KafkaConnection connection() {
    return kafka.connection();
  }

  /**
   * What is asked of a list with these columns.
   *
   * @throws UserMistakeException when it makes no sense
   */
  <R> ListQuery<R> query(List<Column<R>> columns, Comparator<R> ownOrder) {
    if (csv && json) {
      throw new UserMistakeException("write --csv or --json, not both");
    }
    if (limit != null) {
      Limits.check("--limit", limit, 1, Integer.MAX_VALUE);
    }
    long most = limit == null ? Long.MAX_VALUE : limit;
    try {
      return ListQuery.parse(columns, where, sort, ownOrder, most);
    } catch (InvalidQueryException e) {
      throw new UserMistakeException(e.getMessage());
    }
  }

  /**
   * Writes the rows that are asked for.
   *
   * @param things what the rows are, in the plural
   * @param all all rows of the list
   * @param read what they were made of
   * @return the exit status
   */
  <R> int print(Console console, String things, ListQuery<R> query, List<R> all, LatestRows read) {
    List<R> rows = query.of(all);
    if (json) {
      Json.print(JsonRows.of(query.columns(), rows), console.out());
    } else if (csv) {
      CsvText.write(query.columns(), rows, console.out());
    } else if (!rows.isEmpty()) {
      TableText.lines(query.columns(), rows, console.columns()).forEach(console.out()::println);
    }
    console.out().flush();
    if (rows.isEmpty()) {
      console.complain(
          all.isEmpty()
              ? "there are no " + things + read.asOf().map(time -> "").orElse(" yet")
              : "none of " + Text.count(all.size()) + " " + things + " is as asked for");
    } else if (!csv && !json) {
      console.err().println(summary(rows.size(), all.size(), things, read));
    }
    return 0;
  }

  private static String summary(int shown, int all, String things, LatestRows read) {
    String count = shown == all ? Text.count(all) : Text.count(shown) + " of " + Text.count(all);
    return count + " " + things + read.asOf().map(time -> ", " + Text.minute(time)).orElse("");
  }
}
