package io.vitals.domain.health;

import static io.vitals.domain.health.BandState.NEVER;

import io.vitals.schemas.HealthBand;
import java.time.Instant;

/**
 * The band by the score alone. Each of the two thresholds is a switch of its own with a margin and
 * a dwell time, so a band may be skipped and passing through one starts no clock anew.
 */
public final class BandRule {
  private final BandLimits limits;

  /**
   * @param limits thresholds, margins and dwell times
   */
  public BandRule(BandLimits limits) {
    this.limits = limits;
  }

  /** The band by bare thresholds. */
  public HealthBand bare(long scoreMicros) {
    if (scoreMicros >= limits.healthyFrom()) {
      return HealthBand.HEALTHY;
    }
    return scoreMicros >= limits.watchFrom() ? HealthBand.WATCH : HealthBand.AT_RISK;
  }

  /** The state with the band of a score at an instant; the first band goes by bare thresholds. */
  public BandState next(BandState state, long scoreMicros, Instant now) {
    if (state.level() == null) {
      return state.withLevel(bare(scoreMicros), NEVER, NEVER);
    }
    long millis = now.toEpochMilli();
    boolean overHealthy = state.level() == HealthBand.HEALTHY;
    boolean overWatch = state.level() != HealthBand.AT_RISK;
    long healthySince = NEVER;
    if (beyond(overHealthy, limits.healthyFrom(), scoreMicros)) {
      healthySince = state.healthyEdgeSince() == NEVER ? millis : state.healthyEdgeSince();
      if (millis - healthySince >= dwell(overHealthy)) {
        overHealthy = !overHealthy;
        healthySince = NEVER;
      }
    }
    long watchSince = NEVER;
    if (beyond(overWatch, limits.watchFrom(), scoreMicros)) {
      watchSince = state.watchEdgeSince() == NEVER ? millis : state.watchEdgeSince();
      if (millis - watchSince >= dwell(overWatch)) {
        overWatch = !overWatch;
        watchSince = NEVER;
      }
    }
    return state.withLevel(band(overHealthy, overWatch), healthySince, watchSince);
  }

  private static HealthBand band(boolean overHealthy, boolean overWatch) {
    if (!overWatch) {
      return HealthBand.AT_RISK;
    }
    return overHealthy ? HealthBand.HEALTHY : HealthBand.WATCH;
  }

  private boolean beyond(boolean over, long threshold, long score) {
    return over ? score < threshold - limits.downMargin() : score >= threshold + limits.upMargin();
  }

  private long dwell(boolean over) {
    return over ? limits.downAfter().toMillis() : limits.upAfter().toMillis();
  }

  /**
   * When an unchanged score would change the band next, epoch milliseconds; {@link BandState#NEVER}
   * when it would not.
   */
  long nextMoment(BandState state) {
    long healthy = moment(state.healthyEdgeSince(), state.level() == HealthBand.HEALTHY);
    long watch = moment(state.watchEdgeSince(), state.level() != HealthBand.AT_RISK);
    return earlier(healthy, watch);
  }

  private long moment(long since, boolean over) {
    return since == NEVER ? NEVER : since + dwell(over);
  }

  static long earlier(long one, long other) {
    if (one == NEVER) {
      return other;
    }
    return other == NEVER ? one : Math.min(one, other);
  }
}
