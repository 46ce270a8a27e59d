package io.vitals.domain.alerting;

import java.util.List;

/**
 * What is kept of a subject of alerts. Flat; bounded by the kinds: one episode of each at most.
 *
 * @param account what was last published of it; null when it is no account
 * @param bands the bands that were published of it; none of what is no account
 * @param episodes what is not over
 * @param day the day it was last judged for the passing of days, days since 1970-01-01
 */
public record SubjectState(
    AccountSituation account, BandHistory bands, List<Episode> episodes, long day) {

  /** Reads what is absent as none. */
  public SubjectState {
    bands = bands == null ? BandHistory.none() : bands;
    episodes = episodes == null ? List.of() : episodes;
  }

  /** Nothing known. */
  public static SubjectState start() {
    return new SubjectState(null, null, null, Long.MIN_VALUE);
  }
}
