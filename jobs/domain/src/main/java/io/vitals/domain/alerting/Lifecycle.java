package io.vitals.domain.alerting;

import io.vitals.domain.alerting.Condition.Standing;
import io.vitals.domain.alerting.Episode.Stage;
import io.vitals.schemas.AlertEnd;
import io.vitals.schemas.AlertSeverity;
import io.vitals.schemas.AlertVerdictKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The life of an episode: pending, firing, resolving, over. One for each kind and subject at a
 * time.
 *
 * <ol>
 *   <li>A condition that holds begins an episode; nobody is told before it has held for the kind's
 *       dwell. What ends before was nothing.
 *   <li>Told of while what it is judged by is broken, it is inhibited by that source until the
 *       source is well again.
 *   <li>A condition seen not to hold lets it resolve; it is over after the kind's time to clear.
 *       When the condition comes back before, the episode goes on: flapping is one episode.
 *   <li>Nothing is ended by data that stopped: while what it is judged by is broken, or nobody can
 *       tell, it goes on and says that it is stale.
 *   <li>When it becomes graver it ends, and one of the same kind and subject goes on in its stead.
 *       It never becomes less grave.
 *   <li>Somebody may take it, or end it by saying that it was planned or that nothing is wrong;
 *       then nobody is told again before its condition has cleared.
 * </ol>
 */
public final class Lifecycle {
  /** How often an episode looks whether what it is judged by broke. */
  static final Duration LOOK = Duration.ofHours(1);

  /** How often an inhibited one looks whether the source that explains it is well again. */
  static final Duration LOOK_INHIBITED = Duration.ofMinutes(5);

  private final AlertDeclaration declared;
  private final Instant now;
  private final String segment;
  private final String broken;
  private final boolean explained;
  private final List<Told> told = new ArrayList<>();

  private Episode episode;

  /**
   * A life at an instant.
   *
   * @param before the episode as it was left; null when there is none
   * @param segment the segment of the account now; null when not known or not of an account
   * @param broken the broken source that feeds what it is judged by; null when all are well
   * @param explained whether one is broken, or was until a moment ago: not every account has been
   *     judged anew since
   */
  Lifecycle(
      AlertDeclaration declared,
      Episode before,
      String segment,
      String broken,
      boolean explained,
      Instant now) {
    this.segment = segment;
    this.declared = declared;
    this.episode = before;
    this.broken = broken;
    this.explained = explained;
    this.now = now;
  }

  /**
   * What is told of an episode.
   *
   * @param episode as it is
   * @param end why it is over; null while it lasts
   */
  public record Told(Episode episode, AlertEnd end) {}

  /** The episode as it is left; null when there is none. */
  Episode episode() {
    return episode;
  }

  /** What is told, in order. */
  List<Told> told() {
    return told;
  }

  /** A condition was judged. */
  void observe(Condition condition) {
    boolean known = broken == null || isSignalled();
    switch (condition.standing()) {
      case HOLDS -> holds(condition);
      case CLEAR -> {
        if (known) {
          clear();
        } else {
          unknown();
        }
      }
      case BETWEEN -> between();
      case UNKNOWN -> unknown();
    }
    pass();
  }

  /** Somebody said something. */
  void heard(AlertVerdictKind verdict, String by) {
    if (episode == null || episode.notice() == null || episode.stage() == Stage.DISMISSED) {
      return;
    }
    switch (verdict) {
      case ACKNOWLEDGE -> {
        if (!episode.notice().isTaken()) {
          tell(episode.with(episode.notice().takenBy(by, now)));
        }
      }
      case EXPECTED -> dismiss(AlertEnd.EXPECTED, by);
      case FALSE_ALARM -> dismiss(AlertEnd.FALSE_ALARM, by);
      case AGREE, DISAGREE, UNKNOWN -> {
        // Words on a band end no alert.
      }
    }
  }

  /** Time passed. */
  void pass() {
    if (episode == null) {
      return;
    }
    switch (episode.stage()) {
      case PENDING -> passPending();
      case FIRING -> passFiring();
      case RESOLVING -> passResolving();
      case DISMISSED -> {
        if (isPast(episode.clearSince(), declared.clearAfter())) {
          episode = null;
        }
      }
    }
  }

  /**
   * When it must be looked at next, though nothing comes.
   *
   * @return epoch milliseconds; {@link Long#MAX_VALUE} when only a condition can change it
   */
  static long nextLook(Episode episode, AlertDeclaration declared, Instant now) {
    return switch (episode.stage()) {
      case PENDING -> after(now, episode.heldSince() + declared.dwell().toMillis());
      case FIRING -> nextLookFiring(episode, declared, now);
      case RESOLVING -> after(now, episode.clearSince() + declared.clearAfter().toMillis());
      case DISMISSED ->
          episode.clearSince() == null
              ? Long.MAX_VALUE
              : after(now, episode.clearSince() + declared.clearAfter().toMillis());
    };
  }

  private static long nextLookFiring(Episode episode, AlertDeclaration declared, Instant now) {
    long next = Long.MAX_VALUE;
    if (!declared.fedBy().isEmpty()) {
      next = next(episode.notice().inhibitedBy() == null ? LOOK : LOOK_INHIBITED, now);
    }
    Instant graver =
        declared
            .severity()
            .nextChange(
                Instant.ofEpochMilli(episode.notice().ageFrom()), episode.notice().isTaken());
    if (graver != null && graver.isAfter(now)) {
      next = Math.min(next, graver.toEpochMilli());
    }
    return next;
  }

  /** What is due already waits for what makes it known. */
  private static long after(Instant now, long due) {
    return due > now.toEpochMilli() ? due : next(LOOK, now);
  }

  /**
   * On the hour and not an hour from now: else each reason to look would begin a chain of looks.
   */
  private static long next(Duration every, Instant now) {
    return (Math.floorDiv(now.toEpochMilli(), every.toMillis()) + 1) * every.toMillis();
  }

  private void holds(Condition condition) {
    if (episode == null) {
      episode = Episode.pending(condition, segment, now);
      return;
    }
    Episode seen = episode.seen(condition);
    switch (episode.stage()) {
      case PENDING -> episode = seen;
      case FIRING -> update(seen);
      case RESOLVING -> tell(seen.back());
      case DISMISSED -> episode = seen.in(Stage.DISMISSED, null);
    }
  }

  private void between() {
    if (episode == null) {
      return;
    }
    switch (episode.stage()) {
      case PENDING -> episode = null;
      case FIRING -> {
        // It goes on as it is.
      }
      case RESOLVING -> tell(episode.in(Stage.FIRING, null));
      case DISMISSED -> episode = episode.in(Stage.DISMISSED, null);
    }
  }

  private void clear() {
    if (episode == null) {
      return;
    }
    long time = now.toEpochMilli();
    switch (episode.stage()) {
      case PENDING -> episode = null;
      case FIRING -> {
        Episode resolving = episode.in(Stage.RESOLVING, time).staleSince(null);
        if (declared.clearAfter().isZero()) {
          episode = resolving;
        } else {
          tell(resolving);
        }
      }
      case RESOLVING -> {
        if (episode.staleSince() != null) {
          // Only time in which it was known to be clear counts.
          long clearSince = episode.clearSince() + time - episode.staleSince();
          tell(episode.in(Stage.RESOLVING, clearSince).staleSince(null));
        }
      }
      case DISMISSED -> {
        if (episode.clearSince() == null) {
          episode = episode.in(Stage.DISMISSED, time);
        }
      }
    }
  }

  private void unknown() {
    if (episode == null || episode.stage() == Stage.DISMISSED) {
      return;
    }
    long since = episode.staleSince() == null ? now.toEpochMilli() : episode.staleSince();
    switch (episode.stage()) {
      case PENDING -> episode = episode.staleSince(since);
      default -> {
        if (episode.staleSince() == null) {
          tell(episode.staleSince(since));
        }
      }
    }
  }

  /** Others are told when what it says changed, or what it is judged by is fresh again. */
  private void update(Episode seen) {
    Episode next = broken == null ? seen.staleSince(null) : seen;
    if (next.equals(episode)) {
      return;
    }
    boolean isNews =
        !next.condition().summary().equals(episode.condition().summary())
            || (next.staleSince() == null) != (episode.staleSince() == null);
    if (isNews) {
      tell(next);
    } else {
      episode = next;
    }
  }

  private void passPending() {
    if (broken == null && episode.condition().standing() == Standing.HOLDS) {
      episode = episode.staleSince(null);
    }
    if (isPast(episode.heldSince(), declared.dwell()) && episode.staleSince() == null) {
      tell(episode.fired(severity(now), broken, now));
    }
  }

  private void passFiring() {
    if (!explained && episode.notice().inhibitedBy() != null) {
      tell(episode.with(episode.notice().unexplained()).staleSince(null));
    } else if (broken != null && episode.staleSince() == null) {
      tell(episode.staleSince(now.toEpochMilli()));
    }
    AlertSeverity severity = severity(Instant.ofEpochMilli(episode.notice().ageFrom()));
    if (severity.compareTo(episode.notice().severity()) > 0) {
      Notice notice = episode.notice();
      boolean isNew = notice.isTaken() && declared.severity().agesWhileUntaken();
      Episode graver =
          episode.escalated(severity, isNew ? now.toEpochMilli() : notice.ageFrom(), now);
      told.add(new Told(episode, AlertEnd.ESCALATED));
      tell(graver);
    }
  }

  private void passResolving() {
    if (broken != null && !isSignalled()) {
      unknown();
    } else if (episode.staleSince() == null
        && isPast(episode.clearSince(), declared.clearAfter())) {
      told.add(new Told(episode, AlertEnd.CLEARED));
      episode = null;
    }
  }

  /**
   * Whether a signal ends it, which is sent once, and never because data stopped: that a source is
   * broken takes nothing from it.
   */
  private boolean isSignalled() {
    return SignalConditions.signalOf(declared.kind()).isPresent();
  }

  private void dismiss(AlertEnd end, String by) {
    Notice notice = episode.notice();
    Episode ended = notice.isTaken() ? episode : episode.with(notice.takenBy(by, now));
    told.add(new Told(ended, end));
    episode = ended.in(Stage.DISMISSED, episode.clearSince());
  }

  private AlertSeverity severity(Instant firedAt) {
    boolean taken = episode.notice() != null && episode.notice().isTaken();
    return declared.severity().of(episode.condition().stake(), firedAt, taken, now);
  }

  private boolean isPast(Long since, Duration time) {
    return since != null && now.toEpochMilli() - since >= time.toMillis();
  }

  private void tell(Episode next) {
    episode = next;
    told.add(new Told(next, null));
  }
}
