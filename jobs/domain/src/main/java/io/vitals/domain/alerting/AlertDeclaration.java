package io.vitals.domain.alerting;

import io.vitals.schemas.AlertKind;
import io.vitals.schemas.Entity;
import io.vitals.schemas.SignalScope;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * What is declared of a kind of alert: who acts, how grave it is, how long its condition must hold
 * or not hold, and what its text says to whoever gets it.
 *
 * @param kind the kind
 * @param scope what it is about
 * @param team who is to act
 * @param severity how grave it is
 * @param dwell how long its condition must hold before anybody is told
 * @param clearAfter how long its condition must be seen not to hold before it is over
 * @param fedBy what must be fresh for its condition to be known; a broken source of it explains it
 * @param impact what it means for those who rely on the data or look after the account
 * @param firstAction what to do first
 * @param board uid of the board that shows it
 */
public record AlertDeclaration(
    AlertKind kind,
    SignalScope scope,
    Team team,
    SeverityRule severity,
    Duration dwell,
    Duration clearAfter,
    Set<Entity> fedBy,
    String impact,
    String firstAction,
    String board) {

  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException if a text is empty or a duration negative
   */
  public AlertDeclaration {
    fedBy = Set.copyOf(fedBy);
    if (impact.isBlank() || firstAction.isBlank() || board.isBlank()) {
      throw new IllegalArgumentException(kind + " lacks a text");
    }
    if (dwell.isNegative() || clearAfter.isNegative()) {
      throw new IllegalArgumentException(kind + " has a negative duration");
    }
  }

  /** The kind as labels, ids and commands say it, as {@code usage_collapse}. */
  public String key() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** The name of its alerts, as {@code VitalsUsageCollapse}; also that of its runbook. */
  public String alertName() {
    StringBuilder name = new StringBuilder("Vitals");
    for (String word : key().split("_")) {
      name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return name.toString();
  }

  /**
   * Who is to act when it is about something of this scope. What many accounts do at once, though
   * declared of one, is for CS Operations: nobody owns a segment as somebody owns an account.
   */
  public Team teamFor(SignalScope about) {
    boolean isOfMany = about == SignalScope.SEGMENT || about == SignalScope.PORTFOLIO;
    return isOfMany && scope == SignalScope.ACCOUNT ? Team.CS_OPS : team;
  }

  /** Where its runbook is in the repository. */
  public String runbook() {
    return "alerts/runbooks/" + alertName() + ".md";
  }
}
