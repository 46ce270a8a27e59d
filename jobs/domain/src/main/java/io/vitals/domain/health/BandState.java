package io.vitals.domain.health;

import io.vitals.schemas.HealthBand;

/**
 * What bands and gates remember. Times are epoch milliseconds UTC; {@link #NEVER} is none.
 *
 * @param level the last band by the score alone, kept while the band is unknown; null before the
 *     first
 * @param healthyEdgeSince since when the score is beyond the healthy threshold on its other side
 * @param watchEdgeSince since when the score is beyond the watch threshold on its other side
 * @param gates per gate {@link #NEVER} when off, {@link #HOLDS} while its condition holds, else
 *     since when it is clear
 * @param shown the band after gates; null before the first
 * @param shownSince since when
 */
public record BandState(
    HealthBand level,
    long healthyEdgeSince,
    long watchEdgeSince,
    long[] gates,
    HealthBand shown,
    long shownSince) {
  /** No such time. */
  public static final long NEVER = Long.MIN_VALUE;

  /** A gate whose condition holds. */
  public static final long HOLDS = Long.MAX_VALUE;

  /** Before anything was scored. */
  public static BandState initial() {
    return new BandState(null, NEVER, NEVER, new long[0], null, NEVER);
  }

  /** Reads absent gates as none. */
  public BandState {
    gates = gates == null ? new long[0] : gates;
  }

  BandState withLevel(HealthBand newLevel, long healthySince, long watchSince) {
    return new BandState(newLevel, healthySince, watchSince, gates, shown, shownSince);
  }

  BandState withGates(long[] newGates) {
    return new BandState(level, healthyEdgeSince, watchEdgeSince, newGates, shown, shownSince);
  }

  BandState withShown(long[] newGates, HealthBand band, long now) {
    return new BandState(
        level, healthyEdgeSince, watchEdgeSince, newGates, band, band == shown ? shownSince : now);
  }
}
