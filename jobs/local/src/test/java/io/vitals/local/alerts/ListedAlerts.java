package io.vitals.local.alerts;

import static io.vitals.local.list.ListedRows.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitals.flink.punctuated.Punctuations;
import io.vitals.local.list.LatestRows;
import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertEnd;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.AlertPhase;
import io.vitals.schemas.AlertSeverity;
import io.vitals.schemas.SignalScope;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Rows of {@code alerts} as the job publishes them. */
public final class ListedAlerts {
  private ListedAlerts() {}

  /** An episode that fires since two hours before noon; amounts in minor units. */
  public static Alert alert(
      AlertKind kind, SignalScope scope, String subject, AlertSeverity severity, Long arrMinor) {
    Instant since = NOON.minus(Duration.ofHours(2));
    return Alert.newBuilder()
        .setIngestTime(since)
        .setEpisodeId(id(kind, scope, subject, severity, since))
        .setKind(kind)
        .setScope(scope)
        .setSubject(subject)
        .setSeverity(severity)
        .setPhase(AlertPhase.FIRING)
        .setSince(since)
        .setFiredAt(since.plusSeconds(300))
        .setSummary("3 sessions a day where 120 were expected")
        .setEvidence(List.of("sessions 3, expected 118 to 131", "seats active 2 of 40"))
        .setArrMinor(arrMinor)
        .build();
  }

  /** Acme's use collapsed; it is critical. */
  public static Alert acme() {
    Alert acme =
        alert(
            AlertKind.USAGE_COLLAPSE,
            SignalScope.ACCOUNT,
            "demo:1k7x2m",
            AlertSeverity.CRITICAL,
            15_000_050L);
    acme.setSubjectName("Acme\u001b[31m Pumps");
    acme.setSegment("mid_market");
    acme.setOwnerId("csm-07");
    acme.setAccounts(1);
    acme.setRenewalDate(LocalDate.parse("2026-12-24"));
    acme.setReopened(2);
    return acme;
  }

  /** Telemetry is silent, which explains what {@link #inhibited} makes. */
  public static Alert silentTelemetry() {
    Alert silent =
        alert(
            AlertKind.SOURCE_SILENT,
            SignalScope.SOURCE,
            "telemetry",
            AlertSeverity.WARNING,
            1_013_264_025L);
    silent.setSummary("silent: nothing arrives");
    silent.setAccounts(412);
    silent.setAffected(List.of("demo:1k7x2m", "demo:9p3d"));
    return silent;
  }

  /** An alert of an account that the silence of telemetry explains. */
  public static Alert inhibited(String account, Long arrMinor) {
    Alert alert =
        alert(
            AlertKind.USAGE_COLLAPSE,
            SignalScope.ACCOUNT,
            account,
            AlertSeverity.WARNING,
            arrMinor);
    alert.setInhibitedBy("telemetry");
    alert.setStaleSince(NOON.minus(Duration.ofHours(1)));
    return alert;
  }

  /** The episode, over since then. */
  public static Alert over(Alert alert, AlertEnd end, Instant since) {
    alert.setPhase(AlertPhase.RESOLVED);
    alert.setEnd(end);
    alert.setResolvedAt(since);
    alert.setIngestTime(since);
    return alert;
  }

  /** The critical episode that goes on in its stead since noon. */
  public static Alert graver(Alert alert) {
    Alert graver =
        alert(
            alert.getKind(),
            alert.getScope(),
            alert.getSubject(),
            AlertSeverity.CRITICAL,
            alert.getArrMinor());
    graver.setEpisodeId(
        id(alert.getKind(), alert.getScope(), alert.getSubject(), AlertSeverity.CRITICAL, NOON));
    graver.setEscalates(alert.getEpisodeId());
    graver.setFiredAt(NOON);
    graver.setIngestTime(NOON);
    return graver;
  }

  /** The rows, read up to noon. */
  public static LatestRows rows(Alert... alerts) {
    LatestRows rows = new LatestRows();
    RecordWriter<Alert> writer = RecordWriter.of(Alert.class);
    for (Alert alert : alerts) {
      rows.add(Topic.ALERTS, alert.getEpisodeId().getBytes(UTF_8), writer.write(alert));
    }
    byte[] noon = new Punctuations("alerts").at(Topic.ALERTS, 0, NOON.toEpochMilli()).value();
    rows.add(Topic.ALERTS, new byte[0], noon);
    return rows;
  }

  private static String id(
      AlertKind kind, SignalScope scope, String subject, AlertSeverity severity, Instant start) {
    return String.join(
        "|",
        kind.name().toLowerCase(Locale.ROOT),
        scope.name().toLowerCase(Locale.ROOT),
        subject,
        severity.name().toLowerCase(Locale.ROOT),
        start.toString());
  }
}
