package io.vitals.exporter.notifier;

import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertEnd;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.AlertPhase;
import io.vitals.schemas.AlertSeverity;
import io.vitals.schemas.SignalScope;
import java.time.Instant;
import java.util.List;

/** Alerts for tests. */
final class TestingAlerts {
  static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

  private TestingAlerts() {}

  static Alert firing(String account) {
    return Alert.newBuilder()
        .setIngestTime(NINE)
        .setEpisodeId("usage_collapse|account|" + account + "|critical|" + NINE)
        .setKind(AlertKind.USAGE_COLLAPSE)
        .setScope(SignalScope.ACCOUNT)
        .setSubject(account)
        .setSubjectName("Lumbrix Labs")
        .setSegment("smb")
        .setSeverity(AlertSeverity.CRITICAL)
        .setPhase(AlertPhase.FIRING)
        .setSince(NINE)
        .setFiredAt(NINE)
        .setSummary("events -80 %")
        .setEvidence(List.of("events in the hour: 2, expected 80"))
        .setArrMinor(120_000_00L)
        .build();
  }

  static Alert resolved(String account) {
    return Alert.newBuilder(firing(account))
        .setPhase(AlertPhase.RESOLVED)
        .setResolvedAt(NINE)
        .setEnd(AlertEnd.CLEARED)
        .build();
  }

  static Alert inhibited(String account, long arrMinor) {
    return Alert.newBuilder(firing(account))
        .setSubjectName("Company of " + account)
        .setArrMinor(arrMinor)
        .setInhibitedBy("crm")
        .build();
  }

  static Alert silent() {
    return Alert.newBuilder(firing("crm"))
        .setEpisodeId("source_silent|source|crm|critical|" + NINE)
        .setKind(AlertKind.SOURCE_SILENT)
        .setScope(SignalScope.SOURCE)
        .setSubjectName(null)
        .setSegment(null)
        .setSummary("no arrivals")
        .setAccounts(198)
        .build();
  }
}
