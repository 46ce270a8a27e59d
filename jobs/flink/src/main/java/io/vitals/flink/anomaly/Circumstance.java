package io.vitals.flink.anomaly;

import io.vitals.domain.alerting.EpisodeId;
import io.vitals.domain.alerting.SignalConditions;
import io.vitals.domain.anomaly.episode.Planned;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.AlertVerdict;
import io.vitals.schemas.AlertVerdictKind;
import io.vitals.schemas.SignalScope;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What is known beside what was counted; one of the last two is set.
 *
 * @param time from when on, epoch milliseconds
 * @param freshness how a source does from then on, as it is published
 * @param planned what somebody said would come
 */
public record Circumstance(long time, byte[] freshness, Planned planned) {

  static Circumstance freshness(byte[] row, long time) {
    return new Circumstance(time, row, null);
  }

  /** What a verdict plans; empty unless it says until when an anomaly was expected. */
  static Optional<Circumstance> of(EpisodeId episode, AlertVerdict verdict, long time) {
    if (verdict.getVerdict() != AlertVerdictKind.EXPECTED || verdict.getExpectedUntil() == null) {
      return Optional.empty();
    }
    try {
      AlertKind kind = AlertKind.valueOf(episode.kind().toUpperCase(Locale.ROOT));
      SignalScope scope = SignalScope.valueOf(episode.scope().toUpperCase(Locale.ROOT));
      long since = Instant.parse(episode.start()).toEpochMilli();
      long until = verdict.getExpectedUntil().toEpochMilli();
      return SignalConditions.signalOf(kind)
          .map(signal -> new Planned(scope, episode.subject(), signal, since, until))
          .map(planned -> new Circumstance(time, null, planned));
    } catch (IllegalArgumentException | DateTimeException none) {
      return Optional.empty(); // of a kind that a later release knows
    }
  }
}
