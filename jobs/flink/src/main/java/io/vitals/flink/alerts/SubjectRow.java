package io.vitals.flink.alerts;

import io.vitals.domain.alerting.AccountSituation;
import io.vitals.domain.alerting.Condition;
import io.vitals.domain.alerting.EpisodeId;
import io.vitals.schemas.AlertVerdict;
import io.vitals.schemas.AlertVerdictKind;
import io.vitals.schemas.SignalScope;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that is learned of a subject of alerts; one of the last three is set.
 *
 * @param subject scope and subject, joined by {@code |}
 * @param time when, epoch milliseconds
 * @param account what is published of an account
 * @param condition a condition that was judged
 * @param verdict what somebody says
 */
public record SubjectRow(
    String subject, long time, AccountSituation account, Condition condition, Verdict verdict) {

  /**
   * What somebody says of an episode.
   *
   * @param episodeId the episode
   * @param kind what
   * @param by who: a role or opaque id
   */
  public record Verdict(String episodeId, AlertVerdictKind kind, String by) {}

  static SubjectRow account(AccountSituation account, long time) {
    return new SubjectRow(key(SignalScope.ACCOUNT, account.accountId()), time, account, null, null);
  }

  static SubjectRow condition(Condition condition, long time) {
    return new SubjectRow(key(condition.scope(), condition.subject()), time, null, condition, null);
  }

  /** What is said of an episode. */
  static Optional<SubjectRow> verdict(EpisodeId episode, AlertVerdict said, long time) {
    Verdict verdict = new Verdict(said.getEpisodeId(), said.getVerdict(), said.getBy());
    return Optional.of(new SubjectRow(episode.ofSubject(), time, null, null, verdict));
  }

  private static String key(SignalScope scope, String subject) {
    return scope.name().toLowerCase(Locale.ROOT) + "|" + subject;
  }
}
