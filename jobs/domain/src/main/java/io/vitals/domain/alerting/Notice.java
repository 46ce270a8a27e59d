package io.vitals.domain.alerting;

import io.vitals.schemas.AlertSeverity;
import java.time.Instant;

/**
 * What people were told of an episode, and what they said. Flat; times are epoch milliseconds.
 *
 * @param severity how grave
 * @param firedAt when they were first told
 * @param ageFrom when they were told of the first of the episodes that escalated into it; where it
 *     ages while nobody takes it, of the first after one that somebody took
 * @param acknowledgedAt when somebody took it; null while nobody did
 * @param acknowledgedBy who took it; null while nobody did
 * @param reopened how often its condition came back
 * @param inhibitedBy the broken source that explains it; null: none
 * @param escalates id of the episode that goes on in it; null: none
 */
public record Notice(
    AlertSeverity severity,
    long firedAt,
    long ageFrom,
    Long acknowledgedAt,
    String acknowledgedBy,
    int reopened,
    String inhibitedBy,
    String escalates) {

  static Notice first(AlertSeverity severity, String broken, Instant now) {
    long time = now.toEpochMilli();
    return new Notice(severity, time, time, null, null, 0, broken, null);
  }

  Notice graver(AlertSeverity next, String before, long agesFrom, Instant now) {
    return new Notice(next, now.toEpochMilli(), agesFrom, null, null, 0, inhibitedBy, before);
  }

  Notice takenBy(String who, Instant now) {
    return new Notice(
        severity, firedAt, ageFrom, now.toEpochMilli(), who, reopened, inhibitedBy, escalates);
  }

  Notice again() {
    return new Notice(
        severity,
        firedAt,
        ageFrom,
        acknowledgedAt,
        acknowledgedBy,
        reopened + 1,
        inhibitedBy,
        escalates);
  }

  Notice unexplained() {
    return new Notice(
        severity, firedAt, ageFrom, acknowledgedAt, acknowledgedBy, reopened, null, escalates);
  }

  boolean isTaken() {
    return acknowledgedAt != null;
  }
}
