package io.vitals.domain.change;

import java.time.Instant;

/**
 * Where and how recent a set of rows is. Flat, so that it may be kept in state.
 *
 * @param eventMillis when the latest of the changes happened, epoch milliseconds
 * @param ingestMillis when we last learned of one, epoch milliseconds
 * @param source the source of the change learned last
 */
public record Provenance(long eventMillis, long ingestMillis, String source) {

  public Provenance {
    source = source == null ? "" : source;
  }

  /** The provenance of one change. */
  public static Provenance of(ChangeStamp stamp) {
    return new Provenance(stamp.eventMillis(), stamp.ingestMillis(), stamp.source());
  }

  /**
   * What is known with one more change; the order of changes does not matter.
   *
   * @param known what is known so far, null for nothing
   */
  public static Provenance with(Provenance known, ChangeStamp stamp) {
    if (known == null) {
      return of(stamp);
    }
    boolean learnedLater =
        stamp.ingestMillis() > known.ingestMillis
            || (stamp.ingestMillis() == known.ingestMillis
                && stamp.source().compareTo(known.source) > 0);
    if (!learnedLater && stamp.eventMillis() <= known.eventMillis) {
      return known;
    }
    return new Provenance(
        Math.max(known.eventMillis, stamp.eventMillis()),
        Math.max(known.ingestMillis, stamp.ingestMillis()),
        learnedLater ? stamp.source() : known.source);
  }

  /** When the latest of the changes happened. */
  public Instant eventTime() {
    return Instant.ofEpochMilli(eventMillis);
  }

  /** When we last learned of one. */
  public Instant ingestTime() {
    return Instant.ofEpochMilli(ingestMillis);
  }
}
