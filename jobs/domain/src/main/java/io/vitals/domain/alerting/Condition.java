package io.vitals.domain.alerting;

import io.vitals.domain.alerting.SeverityRule.Stakes;
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
 * @param arrMinor ARR at stake, minor units of the reporting currency; null when not known
 * @param shareOfArr its share of active ARR; null when not known
 * @param accounts accounts at stake; null when not known
 * @param renewalEpochDay nearest renewal of the account; null when not known or not of an account
 * @param raised whether it is of the graver sort
 * @param affected accounts told of by it, the greatest ARR first
 */
public record Condition(
    AlertKind kind,
    SignalScope scope,
    String subject,
    Standing standing,
    long since,
    String summary,
    List<String> evidence,
    Long arrMinor,
    Double shareOfArr,
    Integer accounts,
    Integer renewalEpochDay,
    boolean raised,
    List<String> affected) {

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

  /** Reads absent lists as empty. */
  public Condition {
    evidence = evidence == null ? List.of() : evidence;
    affected = affected == null ? List.of() : affected;
  }

  /** A condition that holds, with nothing known of what is at stake. */
  public static Condition holds(
      AlertKind kind, SignalScope scope, String subject, long since, String summary) {
    return new Condition(
        kind,
        scope,
        subject,
        Standing.HOLDS,
        since,
        summary,
        null,
        null,
        null,
        null,
        null,
        false,
        null);
  }

  /** A condition that does not hold, or of which nobody can tell. */
  public static Condition not(
      Standing standing, AlertKind kind, SignalScope scope, String subject, long since) {
    return new Condition(
        kind, scope, subject, standing, since, "", null, null, null, null, null, false, null);
  }

  /** The condition with what shows it. */
  public Condition shownBy(List<String> lines) {
    return new Condition(
        kind,
        scope,
        subject,
        standing,
        since,
        summary,
        lines,
        arrMinor,
        shareOfArr,
        accounts,
        renewalEpochDay,
        raised,
        affected);
  }

  /**
   * The condition with what is at stake; each is null when not known.
   *
   * @param arr ARR, minor units of the reporting currency
   * @param share its share of active ARR
   * @param count accounts
   */
  public Condition atStake(Long arr, Double share, Integer count) {
    return new Condition(
        kind,
        scope,
        subject,
        standing,
        since,
        summary,
        evidence,
        arr,
        share,
        count,
        renewalEpochDay,
        raised,
        affected);
  }

  /** The condition of an account that renews on a day; null when not known. */
  public Condition renewing(Integer epochDay) {
    return new Condition(
        kind,
        scope,
        subject,
        standing,
        since,
        summary,
        evidence,
        arrMinor,
        shareOfArr,
        accounts,
        epochDay,
        raised,
        affected);
  }

  /** The condition, of the graver sort or not. */
  public Condition raisedIf(boolean graver) {
    return new Condition(
        kind,
        scope,
        subject,
        standing,
        since,
        summary,
        evidence,
        arrMinor,
        shareOfArr,
        accounts,
        renewalEpochDay,
        graver,
        affected);
  }

  /** The condition with the accounts told of by it. */
  public Condition touching(List<String> accountIds) {
    return new Condition(
        kind,
        scope,
        subject,
        standing,
        since,
        summary,
        evidence,
        arrMinor,
        shareOfArr,
        accounts,
        renewalEpochDay,
        raised,
        accountIds);
  }

  /** What its severity is judged by on a day. */
  Stakes stakes(long epochDay) {
    Integer days = renewalEpochDay == null ? null : (int) (renewalEpochDay - epochDay);
    return new Stakes(arrMinor, shareOfArr, days, raised);
  }
}
