package io.vitals.domain.freshness;

import io.vitals.schemas.CadenceBasis;
import java.time.Duration;

/**
 * How often a source is expected, and in which time: as declared, or as its own last good weeks
 * say.
 *
 * @param millis longest silence while it is well, in expected milliseconds
 * @param basis where that comes from
 * @param time the time in which it is expected
 */
record CadenceInForce(long millis, CadenceBasis basis, ExpectedTime time) {
  /**
   * Of a source whose cadence is to be learned, until it is: broken after four days, for a weekend
   * and a holiday.
   */
  static final Duration COLD_START = Duration.ofDays(2);

  static CadenceInForce of(SourceDeclaration source, LearnedWeek learned) {
    if (!source.cadenceLearned()) {
      return new CadenceInForce(
          source.expectedCadence().toMillis(),
          CadenceBasis.DECLARED,
          new ExpectedTime(source.calendar(), null));
    }
    if (!learned.isKnown()) {
      return new CadenceInForce(
          COLD_START.toMillis(),
          CadenceBasis.COLD_START,
          new ExpectedTime(source.calendar(), null));
    }
    return new CadenceInForce(
        learned.usualSilenceSeconds() * 1_000L,
        CadenceBasis.LEARNED,
        new ExpectedTime(source.calendar(), new UsualHours(source, learned)::isActive));
  }

  /** How much expected time has passed since a time. */
  long age(long since, long now) {
    return time.between(since, now);
  }
}
