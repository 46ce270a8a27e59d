package io.vitals.domain.anomaly.peers;

/**
 * What was counted of an account in a bucket, for its peers. Flat.
 *
 * @param segment of whom it tells; empty: of all accounts
 * @param series names the series among those of an account
 * @param slot the bucket's slot of the season
 * @param slots how many slots the season has
 * @param count how many, a whole number
 * @param before how many there were in the last bucket of the same slot; null when it is the first
 */
public record PeerCount(
    String segment, String series, int slot, int slots, double count, Double before) {
  /** The segment of all accounts. */
  public static final String ALL = "";

  /** This as one of all accounts. */
  public PeerCount ofAll() {
    return new PeerCount(ALL, series, slot, slots, count, before);
  }
}
