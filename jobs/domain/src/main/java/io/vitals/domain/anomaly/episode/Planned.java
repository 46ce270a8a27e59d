package io.vitals.domain.anomaly.episode;

import io.vitals.domain.anomaly.budget.Cause;
import io.vitals.schemas.SignalKind;
import io.vitals.schemas.SignalScope;
import java.time.Duration;

/**
 * A time in which somebody said that a subject would stand out: a migration, a closure, a campaign.
 * Nobody is told of it then, and of it again as soon as that is over and it still stands out. Flat;
 * times are epoch milliseconds.
 *
 * @param scope what the subject is
 * @param subject who it is; empty for the portfolio
 * @param kind what it would be called
 * @param since from when on
 * @param until before when
 */
public record Planned(SignalScope scope, String subject, SignalKind kind, long since, long until) {
  /** A day is judged when it is over: longer than a day is kept for what is judged late. */
  private static final long KEPT_MILLIS = Duration.ofDays(3).toMillis();

  /** Whether nothing that is still to be judged can fall into it. */
  public boolean isPast(long now) {
    return until + KEPT_MILLIS < now;
  }

  /** Whether it was said of what a group shows, and what was judged begins in it. */
  boolean explains(Group group) {
    long start = group.start().toEpochMilli();
    return isOf(group) && start < until && group.end() > since;
  }

  /** Whether it was said of what a group shows, and what was judged comes after it. */
  boolean isBefore(Group group) {
    return isOf(group) && until <= group.start().toEpochMilli();
  }

  private boolean isOf(Group group) {
    return isOf(group.scope(), group.subject(), group.kind());
  }

  /** Whether an episode that was told of is in it: begun before it is over, and it is not over. */
  boolean covers(OpenEpisode episode, long now) {
    return isOf(episode.scope(), episode.subject(), episode.kind())
        && episode.since() < until
        && now < until;
  }

  private boolean isOf(SignalScope ofScope, String ofSubject, SignalKind ofKind) {
    boolean isSame = scope == SignalScope.PORTFOLIO || subject.equals(ofSubject);
    return scope == ofScope && isSame && kind == ofKind;
  }

  Cause asCause() {
    return new Cause(Cause.Kind.PLANNED, "planned");
  }
}
