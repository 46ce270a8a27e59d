package io.vitals.domain.alerting;

import io.vitals.schemas.AlertSeverity;
import java.time.Instant;
import java.util.Locale;

/**
 * An episode of an alert that is not over. Flat; times are epoch milliseconds.
 *
 * @param stage where it stands
 * @param condition the condition when it was last seen to hold
 * @param segment the segment of the account when it began, by which people are told of it: the same
 *     for the whole episode; null when not known or not of an account
 * @param heldSince since when the condition holds without a break, as far as was seen
 * @param clearSince since when the condition is seen not to hold; null while it holds
 * @param start what its id says of its start
 * @param severity how grave; null while nobody was told
 * @param firedAt when it was first told of; null while nobody was
 * @param ageFrom when the first of the episodes that escalated into it was told of; null while
 *     nobody was
 * @param acknowledgedAt when somebody took it; null while nobody did
 * @param acknowledgedBy who took it; null while nobody did
 * @param staleSince since when what it is judged by is not fresh; null while it is
 * @param reopened how often its condition came back
 * @param inhibitedBy the broken source that explains it; null: none
 * @param escalates id of the episode that goes on in it; null: none
 */
public record Episode(
    Stage stage,
    Condition condition,
    String segment,
    long heldSince,
    Long clearSince,
    long start,
    AlertSeverity severity,
    Long firedAt,
    Long ageFrom,
    Long acknowledgedAt,
    String acknowledgedBy,
    Long staleSince,
    int reopened,
    String inhibitedBy,
    String escalates) {

  /** Where an episode stands. */
  public enum Stage {
    /** The condition does not yet hold for long enough; nobody was told. */
    PENDING,
    /** It was told of and lasts. */
    FIRING,
    /** The condition does not hold, but not yet for long enough. */
    RESOLVING,
    /** Somebody ended it; nobody is told again before the condition has cleared. */
    DISMISSED
  }

  static Episode pending(Condition condition, String segment, Instant now) {
    return new Episode(
        Stage.PENDING,
        condition,
        segment,
        now.toEpochMilli(),
        null,
        condition.since(),
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        null,
        null);
  }

  /** Kind, scope, subject, severity and start: one episode has one id for ever. */
  public String id() {
    return String.join(
        "|",
        condition.kind().name().toLowerCase(Locale.ROOT),
        condition.scope().name().toLowerCase(Locale.ROOT),
        condition.subject(),
        severity == null ? "" : severity.name().toLowerCase(Locale.ROOT),
        Instant.ofEpochMilli(start).toString());
  }

  Episode in(Stage next, Long clear) {
    return new Episode(
        next,
        condition,
        segment,
        heldSince,
        clear,
        start,
        severity,
        firedAt,
        ageFrom,
        acknowledgedAt,
        acknowledgedBy,
        staleSince,
        reopened,
        inhibitedBy,
        escalates);
  }

  Episode seen(Condition next) {
    return new Episode(
        stage,
        next,
        segment,
        heldSince,
        clearSince,
        start,
        severity,
        firedAt,
        ageFrom,
        acknowledgedAt,
        acknowledgedBy,
        staleSince,
        reopened,
        inhibitedBy,
        escalates);
  }

  Episode fired(AlertSeverity first, String broken, Instant now) {
    long time = now.toEpochMilli();
    return new Episode(
        Stage.FIRING,
        condition,
        segment,
        heldSince,
        null,
        start,
        first,
        time,
        time,
        null,
        null,
        broken == null ? staleSince : (Long) time,
        0,
        broken,
        null);
  }

  Episode escalated(AlertSeverity graver, Instant now) {
    long time = now.toEpochMilli();
    return new Episode(
        stage,
        condition,
        segment,
        heldSince,
        clearSince,
        time,
        graver,
        time,
        ageFrom,
        null,
        null,
        staleSince,
        0,
        inhibitedBy,
        id());
  }

  Episode taken(String by, Instant now) {
    return new Episode(
        stage,
        condition,
        segment,
        heldSince,
        clearSince,
        start,
        severity,
        firedAt,
        ageFrom,
        now.toEpochMilli(),
        by,
        staleSince,
        reopened,
        inhibitedBy,
        escalates);
  }

  Episode staleSince(Long since) {
    return new Episode(
        stage,
        condition,
        segment,
        heldSince,
        clearSince,
        start,
        severity,
        firedAt,
        ageFrom,
        acknowledgedAt,
        acknowledgedBy,
        since,
        reopened,
        inhibitedBy,
        escalates);
  }

  Episode back() {
    return new Episode(
        Stage.FIRING,
        condition,
        segment,
        heldSince,
        null,
        start,
        severity,
        firedAt,
        ageFrom,
        acknowledgedAt,
        acknowledgedBy,
        staleSince,
        reopened + 1,
        inhibitedBy,
        escalates);
  }

  Episode explainedBy(String source) {
    return new Episode(
        stage,
        condition,
        segment,
        heldSince,
        clearSince,
        start,
        severity,
        firedAt,
        ageFrom,
        acknowledgedAt,
        acknowledgedBy,
        staleSince,
        reopened,
        source,
        escalates);
  }
}
