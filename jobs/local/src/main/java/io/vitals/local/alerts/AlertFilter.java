package io.vitals.local.alerts;

import io.vitals.schemas.AlertKind;
import io.vitals.schemas.AlertSeverity;
import io.vitals.schemas.SignalScope;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Which episodes are wanted. An empty set asks for nothing in particular.
 *
 * @param account the account that they are of; null for any subject
 * @param all whether those are wanted too that a broken source explains, and those over lately
 */
public record AlertFilter(
    Set<AlertKind> kinds,
    Set<AlertSeverity> severities,
    Set<SignalScope> scopes,
    String account,
    boolean all) {

  /** How long what is over counts as lately. */
  public static final Duration LATELY = Duration.ofDays(7);

  public AlertFilter {
    kinds = Set.copyOf(kinds);
    severities = Set.copyOf(severities);
    scopes = Set.copyOf(scopes);
  }

  /** Those that are listed, in their order. */
  public List<AlertEntry> listed(KnownAlerts known) {
    return known.entries().stream()
        .filter(this::isOfInterest)
        .filter(one -> one.isTold() || (all && (one.isOpen() || one.wasOverWithin(LATELY))))
        .toList();
  }

  /** Those that a broken source explains, listed or not, in their order. */
  public List<AlertEntry> inhibited(KnownAlerts known) {
    return known.entries().stream()
        .filter(this::isOfInterest)
        .filter(AlertEntry::isInhibited)
        .toList();
  }

  private boolean isOfInterest(AlertEntry one) {
    return contains(kinds, one.row().getKind())
        && contains(severities, one.row().getSeverity())
        && contains(scopes, one.row().getScope())
        && (account == null || isOfAccount(one));
  }

  private boolean isOfAccount(AlertEntry one) {
    return one.row().getScope() == SignalScope.ACCOUNT && one.row().getSubject().equals(account);
  }

  private static <T> boolean contains(Set<T> wanted, T value) {
    return wanted.isEmpty() || wanted.contains(value);
  }
}
