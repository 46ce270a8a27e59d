package io.vitals.local.cli.alerts;

import io.vitals.domain.alerting.AlertCatalogue;
import io.vitals.domain.alerting.AlertDeclaration;
import io.vitals.local.alerts.AlertEntry;
import io.vitals.local.alerts.KnownAlerts;
import io.vitals.local.terminal.Text;
import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertKind;
import java.util.ArrayList;
import java.util.List;

/** Everything of one alert, for people. What is not known is left out. */
final class AlertText {
  private static final String LINE = "%-13s %s";
  private static final int MOST_NAMED = 20;

  private AlertText() {}

  /** The lines. */
  static List<String> lines(AlertEntry alert, KnownAlerts known) {
    Alert row = alert.row();
    List<String> lines = new ArrayList<>();
    lines.add(alert.severity() + " " + alert.kind() + ": " + alert.subject());
    lines.add(row.getSummary());
    lines.add("");
    add(lines, "id", alert.handle());
    add(lines, "episode", row.getEpisodeId());
    add(lines, "phase", alert.standing());
    add(lines, "since", Text.minute(row.getSince()) + " (" + alert.age() + ")");
    add(lines, "ARR", alert.arr() == null ? null : Text.amount(alert.arr()));
    add(lines, "accounts", row.getAccounts() == null ? null : Text.count(row.getAccounts()));
    add(lines, "segment", row.getSegment());
    add(lines, "owner", row.getOwnerId());
    add(lines, "renews", row.getRenewalDate());
    add(lines, "reopened", row.getReopened() == 0 ? null : row.getReopened() + " times");
    add(lines, "evidence", row.getEvidence());
    if (row.getKind() != AlertKind.UNKNOWN) {
      AlertDeclaration declared = AlertCatalogue.of(row.getKind());
      add(lines, "impact", declared.impact());
      add(lines, "first action", declared.firstAction());
      add(lines, "team", declared.teamFor(row.getScope()).label());
      add(lines, "runbook", declared.runbook());
      add(lines, "board", declared.board());
    }
    add(lines, "affects", row.getAffected());
    add(lines, "explains", explained(known.inhibitedBy(alert)));
    add(lines, "goes on as", known.successorOf(alert).map(AlertText::named).orElse(null));
    add(
        lines,
        "history",
        AlertHistory.of(alert, known).stream()
            .map(step -> Text.minute(step.at()) + "  " + step.what())
            .toList());
    add(lines, "as of", Text.minute(alert.asOf()));
    return lines.stream().map(Text::shown).toList();
  }

  private static List<String> explained(List<AlertEntry> inhibited) {
    List<String> lines =
        new ArrayList<>(inhibited.stream().limit(MOST_NAMED).map(AlertText::named).toList());
    int more = inhibited.size() - lines.size();
    if (more > 0) {
      lines.add("and " + Text.count(more) + " more, which ./vitals alerts --all lists");
    }
    return lines;
  }

  private static String named(AlertEntry other) {
    return other.handle() + "  " + other.severity() + " " + other.kind() + " " + other.subject();
  }

  private static void add(List<String> lines, String name, Object value) {
    if (value != null) {
      add(lines, name, List.of(value.toString()));
    }
  }

  private static void add(List<String> lines, String name, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      lines.add(LINE.formatted(i == 0 ? name : "", values.get(i)));
    }
  }
}
