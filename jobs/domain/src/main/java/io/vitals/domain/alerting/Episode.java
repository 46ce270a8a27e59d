package io.vitals.domain.alerting;

import io.vitals.schemas.AlertSeverity;
import java.time.Instant;

/**
 * An episode of an alert that is not over. Flat; times are epoch milliseconds.
 *
 * @param stage where it stands
 * @param condition the condition when it was last seen to hold
 * @param segment the segment of the account when it began, by which people are told of it: the same
 *     for the whole episode; null when not known or not of an account
 * @param start what its id says of its start
 * @param heldSince since when the condition holds without a break, as far as was seen
 * @param clearSince since when the condition is seen not to hold; null while it holds
 * @param staleSince since when what it is judged by is not fresh; null while it is
 * @param notice what people were told of it; null while nobody was
 */
public record Episode(
    Stage stage,
    Condition condition,
    String segment,
    long start,
    long heldSince,
    Long clearSince,
    Long staleSince,
    Notice notice) {

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
        Stage.PENDING, condition, segment, condition.since(), now.toEpochMilli(), null, null, null);
  }

  /** Its id; that of an episode of which nobody was told lacks the severity. */
  public String id() {
    return new EpisodeId(
            EpisodeId.word(condition.kind()),
            EpisodeId.word(condition.scope()),
            condition.subject(),
            notice == null ? "" : EpisodeId.word(notice.severity()),
            Instant.ofEpochMilli(start).toString())
        .toString();
  }

  Episode in(Stage next, Long clear) {
    return new Episode(next, condition, segment, start, heldSince, clear, staleSince, notice);
  }

  Episode seen(Condition next) {
    return new Episode(stage, next, segment, start, heldSince, clearSince, staleSince, notice);
  }

  Episode staleSince(Long since) {
    return new Episode(stage, condition, segment, start, heldSince, clearSince, since, notice);
  }

  Episode with(Notice next) {
    return new Episode(stage, condition, segment, start, heldSince, clearSince, staleSince, next);
  }

  Episode fired(AlertSeverity severity, String broken, Instant now) {
    Episode fired = with(Notice.first(severity, broken, now)).in(Stage.FIRING, null);
    return broken == null ? fired : fired.staleSince(now.toEpochMilli());
  }

  Episode escalated(AlertSeverity graver, long agesFrom, Instant now) {
    return new Episode(
        stage,
        condition,
        segment,
        now.toEpochMilli(),
        heldSince,
        clearSince,
        staleSince,
        notice.graver(graver, id(), agesFrom, now));
  }

  /** Its condition came back while it was resolving. */
  Episode back() {
    return with(notice.again()).in(Stage.FIRING, null);
  }
}
