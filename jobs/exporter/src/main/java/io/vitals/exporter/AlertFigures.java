package io.vitals.exporter;

import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.AlertPhase;
import io.vitals.schemas.AlertSeverity;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How alerts do; immutable.
 *
 * @param open episodes that last and that people are told of, by what they are; those without any
 *     are absent
 * @param gravest of them, the gravest, by severity, then by ARR at stake; bounded
 * @param inhibited episodes that last and are told of with the source that explains them, by kind
 * @param judged of the episodes that somebody said something of, how many and how many were worth
 *     it, by kind
 * @param secondsToAcknowledge how long each episode waited that somebody took, shortest first
 * @param agreement share of the accounts judged whose band was said to be right; empty while nobody
 *     judged any
 */
record AlertFigures(
    Map<Standing, Integer> open,
    List<Alert> gravest,
    Map<AlertKind, Integer> inhibited,
    Map<AlertKind, Judged> judged,
    List<Double> secondsToAcknowledge,
    OptionalDouble agreement) {

  /** What an episode is and where it stands. */
  record Standing(AlertKind kind, AlertSeverity severity, AlertPhase phase) {}

  /**
   * What people said of the episodes of a kind.
   *
   * @param episodes how many they said something of
   * @param worthIt of them, those that were taken, and neither planned nor false
   */
  record Judged(int episodes, int worthIt) {
    double precision() {
      return (double) worthIt / episodes;
    }
  }

  /** The time within which a share of the episodes that were taken was taken, seconds. */
  Double secondsToAcknowledge(double share) {
    return secondsToAcknowledge.isEmpty()
        ? null
        : secondsToAcknowledge.get((int) Math.ceil(share * secondsToAcknowledge.size()) - 1);
  }
}
