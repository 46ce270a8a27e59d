package io.vitals.domain.freshness;

import static io.vitals.domain.freshness.FreshnessState.MILLIS_AN_HOUR;
import static io.vitals.domain.freshness.FreshnessState.NEVER;

import io.vitals.domain.freshness.FreshnessState.CurrentHour;
import io.vitals.domain.freshness.FreshnessState.Verdict;
import io.vitals.schemas.FreshnessCause;
import io.vitals.schemas.FreshnessStatus;
import java.time.Duration;
import java.time.Instant;

/**
 * What the passing of time does to a source: the time since it was judged last counts as it was
 * judged, and each hour that ends is learned from, if it was a good one.
 */
public final class PassingTime {
  /** A volume that stays low so long is the new usual. */
  private static final long NEW_USUAL_MILLIS = Duration.ofDays(7).toMillis();

  private final SourceDeclaration source;
  private final Verdict verdict;
  private final long lastArrival;
  private final long lastRecord;
  private CurrentHour hour;
  private LearnedWeek learned;

  private PassingTime(SourceDeclaration source, FreshnessState state) {
    this.source = source;
    this.verdict = state.verdict();
    this.lastArrival = state.arrived().lastArrival();
    this.lastRecord = state.arrived().lastRecord();
    this.hour = state.hour();
    this.learned = state.learned();
  }

  /**
   * The state with time having come to an instant, before what arrived at it counts.
   *
   * @param state the state as it was last judged
   */
  public static FreshnessState to(SourceDeclaration source, FreshnessState state, Instant instant) {
    long now = instant.toEpochMilli();
    CurrentHour before = state.hour();
    if (before.hour() == NEVER) {
      CurrentHour first =
          new CurrentHour(Math.floorDiv(now, MILLIS_AN_HOUR), now, 0, 0, 0, false, 0, 0, 0);
      return state.with(first, state.learned(), state.fresh());
    }
    FreshHours fresh =
        state.verdict().status() == null
            ? state.fresh()
            : state
                .fresh()
                .with(before.judgedTo(), now, state.verdict().status() == FreshnessStatus.FRESH);
    PassingTime passing = new PassingTime(source, state);
    while ((passing.hour.hour() + 1) * MILLIS_AN_HOUR <= now) {
      passing.endHour();
    }
    return state.with(passing.judgedTo(now), passing.learned, fresh);
  }

  private CurrentHour judgedTo(long now) {
    return new CurrentHour(
        hour.hour(),
        now,
        hour.records(),
        hour.silence(),
        hour.recordSilence(),
        hour.good() && isWell(now),
        hour.lastRecords(),
        hour.lowHours(),
        hour.fullHours());
  }

  private void endHour() {
    long start = hour.hour() * MILLIS_AN_HOUR;
    long end = start + MILLIS_AN_HOUR;
    boolean good = hour.good() && isWell(end);
    long silence = Math.max(hour.silence(), end - Math.max(start, lastArrival));
    long recordSilence = Math.max(hour.recordSilence(), end - Math.max(start, lastRecord));
    int low = hour.lowHours();
    int full = hour.fullHours();
    boolean open = source.calendar().isOpen(Instant.ofEpochMilli(start));
    UsualHours usual = new UsualHours(source, learned);
    boolean alreadyLow = verdict.cause() == FreshnessCause.LOW_VOLUME;
    if (!good && !alreadyLow) {
      low = 0;
      full = 0;
    } else if (open && Volume.isLow(usual, start, hour.records())) {
      low = Math.min(2, low + 1);
      full = 0;
    } else if (alreadyLow && !isNewUsual(start) && !(open && Volume.isTelling(usual, start))) {
      // Whether it was mended is seen when records are due again.
      low = 2;
    } else {
      full = Volume.isFull(usual, start, hour.records()) ? Math.min(2, full + 1) : 0;
      low = low < 2 || full == 2 ? 0 : low;
    }
    learned =
        usual.with(
            hour.hour(), good && open, hour.records(), seconds(silence), seconds(recordSilence));
    hour =
        new CurrentHour(
            hour.hour() + 1, hour.judgedTo(), 0, 0, 0, isWell(end), hour.records(), low, full);
  }

  /** Rounded up. */
  private static int seconds(long millis) {
    return (int) ((millis + 999) / 1_000);
  }

  private boolean isWell(long now) {
    return verdict.status() != null && (!verdict.gates() || isNewUsual(now));
  }

  private boolean isNewUsual(long now) {
    return verdict.cause() == FreshnessCause.LOW_VOLUME && now - verdict.since() > NEW_USUAL_MILLIS;
  }
}
