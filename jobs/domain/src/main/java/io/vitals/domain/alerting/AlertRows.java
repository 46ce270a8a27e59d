package io.vitals.domain.alerting;

import io.vitals.domain.alerting.Episode.Stage;
import io.vitals.domain.alerting.Lifecycle.Told;
import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertPhase;
import java.time.Instant;
import java.time.LocalDate;

/** Rows of {@code alerts}. */
final class AlertRows {
  private AlertRows() {}

  /**
   * The row that tells of an episode.
   *
   * @param account what is known of the account; null when it is none
   */
  static Alert of(Told told, AccountSituation account, Instant now) {
    Episode episode = told.episode();
    Condition condition = episode.condition();
    Stake stake = condition.stake();
    Notice notice = episode.notice();
    return Alert.newBuilder()
        .setIngestTime(now)
        .setEpisodeId(episode.id())
        .setKind(condition.kind())
        .setScope(condition.scope())
        .setSubject(condition.subject())
        .setSubjectName(account == null ? null : account.name())
        .setSegment(episode.segment())
        .setOwnerId(account == null ? null : account.ownerId())
        .setSeverity(notice.severity())
        .setPhase(phase(told))
        .setSince(Instant.ofEpochMilli(condition.since()))
        .setFiredAt(Instant.ofEpochMilli(notice.firedAt()))
        .setResolvedAt(told.end() == null ? null : now)
        .setEnd(told.end())
        .setAcknowledgedAt(instant(notice.acknowledgedAt()))
        .setAcknowledgedBy(notice.acknowledgedBy())
        .setStaleSince(instant(episode.staleSince()))
        .setReopened(notice.reopened())
        .setSummary(condition.summary())
        .setEvidence(condition.evidence())
        .setArrMinor(stake.arrMinor())
        .setAccounts(stake.accounts())
        .setRenewalDate(
            stake.renewalEpochDay() == null ? null : LocalDate.ofEpochDay(stake.renewalEpochDay()))
        .setAffected(stake.affected())
        .setInhibitedBy(notice.inhibitedBy())
        .setEscalates(notice.escalates())
        .build();
  }

  private static AlertPhase phase(Told told) {
    if (told.end() != null) {
      return AlertPhase.RESOLVED;
    }
    Episode episode = told.episode();
    if (episode.stage() == Stage.RESOLVING) {
      return AlertPhase.RESOLVING;
    }
    return episode.notice().isTaken() ? AlertPhase.ACKNOWLEDGED : AlertPhase.FIRING;
  }

  private static Instant instant(Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
