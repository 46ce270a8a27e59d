package io.vitals.domain.anomaly.series;

import io.vitals.schemas.SignalScope;

/**
 * Whose series a panel of detectors watches.
 *
 * @param scope what it is
 * @param id the account, segment or source; empty for the portfolio
 * @param facts what is known of the account; null of others
 */
public record Subject(SignalScope scope, String id, AccountStanding facts) {
  /** An account. */
  public static Subject account(String id, AccountStanding facts) {
    return new Subject(SignalScope.ACCOUNT, id, facts);
  }

  /** A segment; the empty one is the portfolio. */
  public static Subject segment(String segment) {
    return new Subject(
        segment.isEmpty() ? SignalScope.PORTFOLIO : SignalScope.SEGMENT, segment, null);
  }

  /** A source. */
  public static Subject source(String source) {
    return new Subject(SignalScope.SOURCE, source, null);
  }
}
