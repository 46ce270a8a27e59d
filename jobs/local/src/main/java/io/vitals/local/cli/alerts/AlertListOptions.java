package io.vitals.local.cli.alerts;

import io.vitals.local.alerts.AlertEntry;
import io.vitals.local.alerts.AlertFilter;
import io.vitals.local.alerts.AlertTable;
import io.vitals.local.alerts.KnownAlerts;
import io.vitals.local.cli.list.ListRun;
import io.vitals.local.cli.shared.Console;
import io.vitals.local.cli.shared.DemoKafkaOptions;
import io.vitals.local.cli.shared.Json;
import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.local.list.CsvText;
import io.vitals.local.list.LatestRows;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.AlertSeverity;
import io.vitals.schemas.SignalScope;
import io.vitals.schemas.topics.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is asked of the list of alerts, and how it is written. */
final class AlertListOptions {

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      converter = KindConverter.class,
      description = "Only of this kind, as in usage_collapse; again for one more kind.")
  private Set<AlertKind> kinds = new TreeSet<>();

  @Option(
      names = "--severity",
      paramLabel = "SEVERITY",
      converter = SeverityConverter.class,
      description = "Only critical, warning or info; again for one more.")
  private Set<AlertSeverity> severities = new TreeSet<>();

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      converter = ScopeConverter.class,
      description = "Only of an account, segment, portfolio or source; again for one more.")
  private Set<SignalScope> scopes = new TreeSet<>();

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "Only of this account, as in demo:1k7x2m.")
  private String account;

  @Option(
      names = "--all",
      description = "List those too that a broken source explains, and those over within 7 days.")
  private boolean all;

  @Option(names = "--csv", description = "Write CSV (RFC 4180) with every field.")
  private boolean csv;

  @Option(names = "--json", description = "Write one JSON object with everything of each.")
  private boolean json;

  @Mixin private DemoKafkaOptions connection;

  /**
   * Reads and writes the list.
   *
   * @return the exit status
   */
  int list(Console console, ListRun lists) throws InterruptedException {
    if (csv && json) {
      throw new UserMistakeException("write --csv or --json, not both");
    }
    AlertFilter filter = new AlertFilter(kinds, severities, scopes, account, all);
    LatestRows rows = lists.read(connection.connection(), List.of(Topic.ALERTS));
    KnownAlerts known = KnownAlerts.of(rows);
    List<AlertEntry> listed = filter.listed(known);
    if (json) {
      Json.print(AlertJson.list(known, filter, listed, rows.asOf()), console.out());
      return 0;
    }
    if (csv) {
      CsvText.write(AlertEntry.COLUMNS, listed, console.out());
      return 0;
    }
    if (!listed.isEmpty()) {
      AlertTable.lines(known, listed, console.columns()).forEach(console.out()::println);
      console.out().flush();
    }
    console.err().println(AlertTable.summary(known, filter, listed, rows.asOf()));
    return 0;
  }

  /** A symbol by its name as it is written; the unknown one cannot be asked for. */
  private static <E extends Enum<E>> E named(String text, String what, E[] symbols) {
    List<E> known =
        Arrays.stream(symbols).filter(symbol -> !symbol.name().equals("UNKNOWN")).toList();
    return known.stream()
        .filter(symbol -> symbol.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + text
                        + "' is no "
                        + what
                        + "; there are "
                        + known.stream()
                            .map(symbol -> symbol.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))));
  }

  /** A kind of alert by its name. */
  static final class KindConverter implements ITypeConverter<AlertKind> {

    @Override
    public AlertKind convert(String value) {
      return named(value, "kind", AlertKind.values());
    }
  }

  /** A severity by its name. */
  static final class SeverityConverter implements ITypeConverter<AlertSeverity> {

    @Override
    public AlertSeverity convert(String value) {
      return named(value, "severity", AlertSeverity.values());
    }
  }

  /** A scope by its name. */
  static final class ScopeConverter implements ITypeConverter<SignalScope> {

    @Override
    public SignalScope convert(String value) {
      return named(value, "scope", SignalScope.values());
    }
  }
}
