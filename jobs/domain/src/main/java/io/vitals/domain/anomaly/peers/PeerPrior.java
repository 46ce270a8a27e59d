package io.vitals.domain.anomaly.peers;

import io.vitals.domain.anomaly.CountPrior;

/**
 * What is known of the accounts of a segment from a time on. Flat.
 *
 * @param segment the segment; empty: all accounts
 * @param series names the series among those of an account
 * @param time from when on it is known, epoch milliseconds
 * @param prior what to expect of an account that is new
 */
public record PeerPrior(String segment, String series, long time, CountPrior prior) {
  /** Names it among all that are known. */
  public String key() {
    return segment + "/" + series + "@" + time;
  }
}
