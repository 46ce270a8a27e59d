package io.vitals.domain.intake;

import java.time.Duration;
import java.time.Instant;

/**
 * Judges when a thing happened against when we learned of it.
 *
 * <ol>
 *   <li>Before 2000: no product of ours ran, so the clock that stamped it is broken.
 *   <li>More than {@link #MAX_AHEAD} ahead of ingest time: a broken clock too; it would fill slices
 *       of the future.
 *   <li>More than {@link #LATE_HORIZON} behind: too late to correct; kept apart, counted, and can
 *       be replayed.
 *   <li>Else it counts; behind by less, it corrects.
 * </ol>
 *
 * Broken clocks are judged first: a date of 1970 is a fault of the sender, not a late event. Change
 * rows are never late: their version decides, and effective dates may lie in the future.
 */
public final class EventTimeRule {
  /** Event times before this are a broken clock. */
  public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  /** How far event time may run ahead of ingest time. */
  public static final Duration MAX_AHEAD = Duration.ofMinutes(10);

  /** How far event time may lie behind ingest time. */
  public static final Duration LATE_HORIZON = Duration.ofDays(3);

  private EventTimeRule() {}

  /** What becomes of a record because of its event time. */
  public enum Verdict {
    /** It counts. */
    ACCEPTED,
    /** A dead letter: the event time lies before 2000. */
    BEFORE_2000,
    /** A dead letter: the event time lies too far ahead. */
    AHEAD,
    /** A late event. */
    TOO_LATE
  }

  /** Judges a telemetry event. */
  public static Verdict judgeEvent(Instant eventTime, Instant ingestTime) {
    Verdict verdict = judgeChange(eventTime, ingestTime);
    if (verdict == Verdict.ACCEPTED && eventTime.isBefore(ingestTime.minus(LATE_HORIZON))) {
      return Verdict.TOO_LATE;
    }
    return verdict;
  }

  /** Judges a change row: as an event, but never late. */
  public static Verdict judgeChange(Instant eventTime, Instant ingestTime) {
    if (eventTime.isBefore(EARLIEST)) {
      return Verdict.BEFORE_2000;
    }
    if (eventTime.isAfter(ingestTime.plus(MAX_AHEAD))) {
      return Verdict.AHEAD;
    }
    return Verdict.ACCEPTED;
  }
}
