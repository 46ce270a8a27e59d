package io.vitals.domain.alerting;

import io.vitals.schemas.AlertKind;
import io.vitals.schemas.SignalScope;
import java.util.List;

/**
 * What is the case with a subject, as to one kind of alert. Flat.
 *
 * @param kind the kind
 * @param scope what the subject is
 * @param subject who it is
 * @param standing whether the condition holds
 * @param since since when, epoch milliseconds of event time
 * @param summary what is the matter, in words, without the subject; empty where nothing is
 * @param evidence what shows it, the most telling first
 * @param stake what is at stake
 */
public record Condition(
    AlertKind kind,
    SignalScope scope,
    String subject,
    Standing standing,
    long since,
    String summary,
    List<String> evidence,
    Stake stake) {

  /** Whether a condition holds. */
  public enum Standing {
    /** It does. */
    HOLDS,
    /** Not enough to begin, too much to end: between the two thresholds. */
    BETWEEN,
    /** It does not. */
    CLEAR,
    /** Nobody can tell, since what it is judged by is missing. Begins nothing and ends nothing. */
    UNKNOWN
  }

  /** Reads what is absent as nothing known. */
  public Condition {
    evidence = evidence == null ? List.of() : evidence;
    stake = stake == null ? Stake.UNKNOWN : stake;
  }

  /** A condition that holds, with nothing known of what is at stake. */
  public static Condition holds(
      AlertKind kind, SignalScope scope, String subject, long since, String summary) {
    return new Condition(kind, scope, subject, Standing.HOLDS, since, summary, null, null);
  }

  /** A condition that does not hold, or of which nobody can tell. */
  public static Condition not(
      Standing standing, AlertKind kind, SignalScope scope, String subject, long since) {
    return new Condition(kind, scope, subject, standing, since, "", null, null);
  }

  /** The condition with what shows it. */
  public Condition shownBy(List<String> lines) {
    return new Condition(kind, scope, subject, standing, since, summary, lines, stake);
  }

  /**
   * The condition with what is at stake; each is null when not known.
   *
   * @param arr ARR, minor units of the reporting currency
   * @param share its share of active ARR
   * @param count accounts
   */
  public Condition atStake(Long arr, Double share, Integer count) {
    return with(
        new Stake(arr, share, count, stake.renewalEpochDay(), stake.raised(), stake.affected()));
  }

  /** The condition of an account that renews on a day; null when not known. */
  public Condition renewing(Integer epochDay) {
    return with(
        new Stake(
            stake.arrMinor(),
            stake.shareOfArr(),
            stake.accounts(),
            epochDay,
            stake.raised(),
            stake.affected()));
  }

  /** The condition, of the graver sort or not. */
  public Condition raisedIf(boolean graver) {
    return with(
        new Stake(
            stake.arrMinor(),
            stake.shareOfArr(),
            stake.accounts(),
            stake.renewalEpochDay(),
            graver,
            stake.affected()));
  }

  /** The condition with the accounts told of by it. */
  public Condition touching(List<String> accountIds) {
    return with(
        new Stake(
            stake.arrMinor(),
            stake.shareOfArr(),
            stake.accounts(),
            stake.renewalEpochDay(),
            stake.raised(),
            accountIds));
  }

  private Condition with(Stake next) {
    return new Condition(kind, scope, subject, standing, since, summary, evidence, next);
  }
}
