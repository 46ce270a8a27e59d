package io.vitals.flink.alerts;

import io.vitals.domain.alerting.Condition;
import io.vitals.schemas.AlertVerdictKind;
import io.vitals.schemas.SignalScope;
import java.util.Locale;

/**
 * Something that is learned of a subject of alerts; one of the last three is set.
 *
 * @param subject scope and subject, joined by {@code |}
 * @param time when, epoch milliseconds
 * @param health an encoded row of {@code account.health}
 * @param condition a condition that was judged
 * @param verdict what somebody says
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, and decoded further on
public record SubjectRow(
    String subject, long time, byte[] health, Condition condition, Verdict verdict) {

  /**
   * What somebody says of an episode.
   *
   * @param episodeId the episode
   * @param kind what
   * @param by who: a role or opaque id
   */
  public record Verdict(String episodeId, AlertVerdictKind kind, String by) {}

  static SubjectRow health(String accountId, long time, byte[] row) {
    return new SubjectRow(key(SignalScope.ACCOUNT, accountId), time, row, null, null);
  }

  static SubjectRow condition(Condition condition, long time) {
    return new SubjectRow(key(condition.scope(), condition.subject()), time, null, condition, null);
  }

  /** What is said of an episode, whose id tells of what it is. */
  static SubjectRow verdict(Verdict verdict, long time) {
    String id = verdict.episodeId();
    String subject = id.substring(id.indexOf('|') + 1);
    subject = subject.substring(0, subject.lastIndexOf('|'));
    subject = subject.substring(0, subject.lastIndexOf('|'));
    return new SubjectRow(subject, time, null, null, verdict);
  }

  /** The row, learned at another time. */
  SubjectRow at(long other) {
    return new SubjectRow(subject, other, health, condition, verdict);
  }

  private static String key(SignalScope scope, String subject) {
    return scope.name().toLowerCase(Locale.ROOT) + "|" + subject;
  }
}
