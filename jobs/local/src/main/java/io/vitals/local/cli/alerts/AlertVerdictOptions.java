package io.vitals.local.cli.alerts;

import io.vitals.domain.alerting.EpisodeId;
import io.vitals.domain.alerting.SignalConditions;
import io.vitals.local.alerts.AlertEntry;
import io.vitals.local.alerts.KnownAlerts;
import io.vitals.local.cli.list.ListRun;
import io.vitals.local.cli.shared.Console;
import io.vitals.local.cli.shared.DemoKafkaOptions;
import io.vitals.local.cli.shared.KafkaConnection;
import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.local.list.LatestRows;
import io.vitals.local.terminal.Text;
import io.vitals.schemas.AlertVerdict;
import io.vitals.schemas.AlertVerdictKind;
import io.vitals.schemas.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which alert something is said of, by whom, and how that is written. */
final class AlertVerdictOptions {
  private static final Duration LONGEST_PLAN = Duration.ofDays(366);

  @Parameters(paramLabel = "ID", description = "The alert, which must be open.")
  private String id;

  @Mixin private SpeakerOptions speaker;

  @Mixin private DemoKafkaOptions connection;

  /**
   * Writes what is said.
   *
   * @param consequence what it leads to, for people
   * @return the exit status
   */
  int say(
      AlertVerdictKind kind,
      String consequence,
      Console console,
      ListRun lists,
      VerdictRun verdicts)
      throws InterruptedException {
    return say(kind, null, consequence, console, lists, verdicts);
  }

  /**
   * The same of what is to come, too.
   *
   * @param expectedUntil until when an anomaly is not to be told of; null until it has cleared
   * @throws UserMistakeException when that cannot be said of the alert
   */
  int say(
      AlertVerdictKind kind,
      Instant expectedUntil,
      String consequence,
      Console console,
      ListRun lists,
      VerdictRun verdicts)
      throws InterruptedException {
    String by = speaker.by();
    String note = speaker.note();
    KafkaConnection kafka = connection.connection();
    LatestRows rows = lists.read(kafka, List.of(Topic.ALERTS));
    KnownAlerts known = KnownAlerts.of(rows);
    AlertEntry alert = MeantAlert.by(id, known);
    requireOpen(alert, known);
    if (kind == AlertVerdictKind.ACKNOWLEDGE) {
      requireUntaken(alert);
    }
    if (expectedUntil != null) {
      requirePlannable(alert, expectedUntil);
    }
    String episode = alert.row().getEpisodeId();
    AlertVerdict verdict =
        AlertVerdict.newBuilder()
            .setIngestTime(alert.asOf())
            .setVerdict(kind)
            .setEpisodeId(episode)
            .setBy(by)
            .setNote(note)
            .setExpectedUntil(expectedUntil)
            .build();
    verdicts.write(kafka, keyOf(episode), verdict);
    console
        .out()
        .println(
            Text.shown(
                alert.handle()
                    + " "
                    + alert.kind()
                    + " of "
                    + alert.subject()
                    + ": "
                    + consequence));
    console.out().flush();
    return 0;
  }

  /** The same while an episode gets graver, so that all that is said of it stays in order. */
  static String keyOf(String episode) {
    return EpisodeId.parse(episode).map(EpisodeId::withoutSeverity).orElse(episode);
  }

  private static void requireOpen(AlertEntry alert, KnownAlerts known) {
    if (!alert.isOpen()) {
      throw new UserMistakeException(
          alert.handle()
              + " is over: "
              + alert.ending()
              + known
                  .successorOf(alert)
                  .map(next -> "; it goes on as " + next.handle())
                  .orElse("; ./vitals alerts lists those that are open"));
    }
  }

  private static void requirePlannable(AlertEntry alert, Instant until) {
    if (SignalConditions.signalOf(alert.row().getKind()).isEmpty()) {
      throw new UserMistakeException(
          "--until is for anomalies; "
              + alert.kind()
              + " is none: without --until it is quiet until it has cleared");
    }
    if (!until.isAfter(alert.asOf())) {
      throw new UserMistakeException(
          "--until: it is " + Text.minute(alert.asOf()) + " already; name a later day");
    }
    if (until.isAfter(alert.asOf().plus(LONGEST_PLAN))) {
      throw new UserMistakeException("--until: name a day within a year");
    }
  }

  private static void requireUntaken(AlertEntry alert) {
    if (alert.row().getAcknowledgedAt() != null) {
      throw new UserMistakeException(
          alert.handle()
              + " was taken already, by "
              + alert.row().getAcknowledgedBy()
              + " at "
              + Text.minute(alert.row().getAcknowledgedAt())
              + "; nothing is to be done");
    }
  }
}
