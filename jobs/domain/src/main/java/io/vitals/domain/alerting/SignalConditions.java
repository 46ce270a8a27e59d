package io.vitals.domain.alerting;

import io.vitals.domain.alerting.Condition.Standing;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.MeasureEvidence;
import io.vitals.schemas.Signal;
import io.vitals.schemas.SignalAction;
import io.vitals.schemas.SignalKind;
import io.vitals.schemas.SignalScope;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is the case by what stands out. */
public final class SignalConditions {
  private static final int MOST_AFFECTED = 50;
  private static final long HOUR_SECONDS = 3_600;

  private SignalConditions() {}

  /** What a signal says; empty for a kind that only a later release knows. */
  public static Optional<Condition> of(Signal signal) {
    return kind(signal.getKind()).map(kind -> condition(signal, kind));
  }

  private static Condition condition(Signal signal, AlertKind kind) {
    long since = signal.getSince().toEpochMilli();
    // Of all accounts together it is the portfolio, which bears no name.
    String subject =
        signal.getScope() == SignalScope.PORTFOLIO ? "all accounts" : signal.getSubject();
    if (signal.getAction() == SignalAction.CLEAR) {
      return Condition.not(Standing.CLEAR, kind, signal.getScope(), subject, since);
    }
    int explained = signal.getExplains().size();
    return Condition.holds(kind, signal.getScope(), subject, since, summary(signal))
        .shownBy(signal.getEvidence().stream().map(SignalConditions::words).toList())
        .atStake(signal.getArrMinor(), null, explained == 0 ? null : (Integer) explained)
        .renewing(
            signal.getRenewalDate() == null ? null : (int) signal.getRenewalDate().toEpochDay())
        .touching(signal.getExplains().stream().limit(MOST_AFFECTED).toList());
  }

  private static String summary(Signal signal) {
    List<MeasureEvidence> evidence = signal.getEvidence();
    String since = " since " + signal.getSince();
    if (evidence.isEmpty()) {
      return signal.getKind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + since;
    }
    MeasureEvidence first = evidence.get(0);
    String measure = first.getMeasure().replace('_', ' ');
    if (first.getExpected() <= 0 || first.getObserved() > first.getExpected()) {
      return String.format(
          Locale.ROOT,
          "%,.0f %s, usual are %,.0f,%s",
          first.getObserved(),
          measure,
          first.getExpected(),
          since);
    }
    return String.format(
        Locale.ROOT,
        "%s -%.0f %%%s",
        measure,
        (1 - first.getObserved() / first.getExpected()) * 100,
        since);
  }

  private static String words(MeasureEvidence evidence) {
    return String.format(
        Locale.ROOT,
        "%s in the %s from %s: %,.0f, expected %,.1f (%,.0f to %,.0f)",
        evidence.getMeasure().replace('_', ' '),
        evidence.getBucketSeconds() <= HOUR_SECONDS ? "hour" : "day",
        evidence.getBucketStart(),
        evidence.getObserved(),
        evidence.getExpected(),
        evidence.getLow(),
        evidence.getHigh());
  }

  /** The kind of signals that an alert of a kind comes from; empty for one that does not. */
  public static Optional<SignalKind> signalOf(AlertKind kind) {
    return Arrays.stream(SignalKind.values())
        .filter(signal -> kind(signal).equals(Optional.of(kind)))
        .findFirst();
  }

  private static Optional<AlertKind> kind(SignalKind kind) {
    return switch (kind) {
      case USAGE_COLLAPSE -> Optional.of(AlertKind.USAGE_COLLAPSE);
      case USAGE_SURGE -> Optional.of(AlertKind.USAGE_SURGE);
      case ERROR_SURGE -> Optional.of(AlertKind.ERROR_SURGE);
      case TICKET_SURGE -> Optional.of(AlertKind.TICKET_SURGE);
      case VOLUME_DROP -> Optional.of(AlertKind.VOLUME_DROP);
      case RISK_SURGE -> Optional.of(AlertKind.RISK_SURGE);
      case COMPLETENESS_DROP -> Optional.of(AlertKind.COMPLETENESS_DROP);
      default -> Optional.empty();
    };
  }
}
