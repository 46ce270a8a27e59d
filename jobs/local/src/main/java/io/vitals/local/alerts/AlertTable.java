package io.vitals.local.alerts;

import io.vitals.local.list.TableText;
import io.vitals.local.list.Values;
import io.vitals.local.terminal.Text;
import io.vitals.schemas.AlertSeverity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Episodes as a table for people, each source's with what it explains. */
public final class AlertTable {
  private static final int MOST_NAMED = 3;
  private static final String INDENT = " ".repeat(AlertHandles.SHOWN + 2);

  private AlertTable() {}

  /**
   * The table's lines, the header first.
   *
   * @param width of the terminal, characters
   */
  public static List<String> lines(KnownAlerts known, List<AlertEntry> listed, int width) {
    List<String> table = TableText.lines(AlertEntry.COLUMNS, listed, width);
    List<String> lines = new ArrayList<>();
    lines.add(table.get(0));
    for (int i = 0; i < listed.size(); i++) {
      lines.add(table.get(i + 1));
      List<AlertEntry> inhibited = known.inhibitedBy(listed.get(i));
      if (!inhibited.isEmpty()) {
        lines.add(Text.cut(INDENT + explains(inhibited), width));
      }
    }
    return lines;
  }

  /**
   * One line that counts what is listed.
   *
   * @param asOf the instant up to which everything is known; empty when nothing is
   */
  public static String summary(
      KnownAlerts known, AlertFilter filter, List<AlertEntry> listed, Optional<Instant> asOf) {
    List<AlertEntry> told = listed.stream().filter(AlertEntry::isTold).toList();
    long all = known.entries().stream().filter(AlertEntry::isTold).count();
    StringBuilder text = new StringBuilder();
    text.append(
        told.size() == all ? Text.count(all) : Text.count(told.size()) + " of " + Text.count(all));
    text.append(all == 1 ? " open alert" : " open alerts");
    text.append(told.isEmpty() ? "" : ": " + bySeverity(told));
    int inhibited = filter.inhibited(known).size();
    if (inhibited > 0) {
      text.append("; ").append(Text.count(inhibited)).append(" inhibited by a broken source");
      text.append(filter.all() ? "" : " (--all lists them)");
    }
    long over = listed.stream().filter(one -> !one.isOpen()).count();
    if (over > 0) {
      text.append("; ").append(Text.count(over)).append(" over within ");
      text.append(AlertFilter.LATELY.toDays()).append(" days");
    }
    return text + asOf.map(time -> "; as of " + Text.minute(time)).orElse("");
  }

  private static String bySeverity(List<AlertEntry> told) {
    List<AlertSeverity> severities = Arrays.asList(AlertSeverity.values());
    Collections.reverse(severities);
    return severities.stream()
        .map(severity -> severity(severity, told))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String severity(AlertSeverity severity, List<AlertEntry> told) {
    long count = told.stream().filter(one -> one.is(severity)).count();
    return count == 0 ? "" : Text.count(count) + " " + Values.word(severity);
  }

  private static String explains(List<AlertEntry> inhibited) {
    int more = inhibited.size() - MOST_NAMED;
    return "explains "
        + Text.count(inhibited.size())
        + (inhibited.size() == 1 ? " alert: " : " alerts: ")
        + inhibited.stream()
            .limit(MOST_NAMED)
            .map(one -> one.kind() + " " + one.subject())
            .collect(Collectors.joining(", "))
        + (more > 0 ? " and " + Text.count(more) + " more" : "");
  }
}
