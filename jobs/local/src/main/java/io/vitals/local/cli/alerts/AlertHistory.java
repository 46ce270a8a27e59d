package io.vitals.local.cli.alerts;

import io.vitals.local.alerts.AlertEntry;
import io.vitals.local.alerts.KnownAlerts;
import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertPhase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of how an alert came to where it stands. The topic keeps the last row of an episode
 * only, so this has the times that the row tells; an episode that became graver has a row of its
 * own.
 */
final class AlertHistory {

  private AlertHistory() {}

  /**
   * Something that happened to an alert.
   *
   * @param what in words
   */
  record Step(Instant at, String what) {}

  /** The steps, the first first, those of the lesser severities it had before too. */
  static List<Step> of(AlertEntry alert, KnownAlerts known) {
    List<Step> steps = new ArrayList<>();
    List<AlertEntry> before = known.predecessorsOf(alert);
    AlertEntry first = before.isEmpty() ? alert : before.get(0);
    steps.add(new Step(first.row().getSince(), "its condition began to hold"));
    before.forEach(earlier -> add(earlier, steps));
    add(alert, steps);
    return steps;
  }

  private static void add(AlertEntry entry, List<Step> steps) {
    Alert row = entry.row();
    boolean graver = row.getEscalates() != null;
    steps.add(
        new Step(
            row.getFiredAt(),
            graver ? "became " + entry.severity() : "first told of, " + entry.severity()));
    if (row.getAcknowledgedAt() != null) {
      steps.add(new Step(row.getAcknowledgedAt(), "taken by " + row.getAcknowledgedBy()));
    }
    if (row.getStaleSince() != null) {
      steps.add(new Step(row.getStaleSince(), "stale: what it is judged by stopped to be fresh"));
    }
    if (row.getPhase() == AlertPhase.RESOLVING) {
      steps.add(new Step(row.getIngestTime(), "its condition no longer holds: resolving"));
    }
    if (row.getResolvedAt() != null) {
      steps.add(new Step(row.getResolvedAt(), "over: " + entry.ending()));
    }
  }
}
