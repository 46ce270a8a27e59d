package io.vitals.domain.anomaly.budget;

/**
 * What would explain an anomaly.
 *
 * @param kind what kind
 * @param id of a break the source; of what was planned just that; else the series of the anomaly
 *     that explains, of a segment {@link Peers#series()}
 */
public record Cause(Kind kind, String id) {

  /** What an anomaly may come from. */
  public enum Kind {
    /** A source that broke: known from elsewhere, so it explains whatever the budget says. */
    SOURCE_BREAK,
    /** Somebody said that it would come: explains whatever the budget says. */
    PLANNED,
    /** A segment that moved as one: explains only while its own anomaly is alerted. */
    SEGMENT,
    /** A part that makes most of what a sum is off: explains only while it is alerted itself. */
    PART,
    /** An episode that was alerted before, of what this is a part of: explains as it is. */
    TOLD
  }

  /** Whether a human knows of it already: it then explains whatever the budget says. */
  boolean isKnown() {
    return switch (kind) {
      case SOURCE_BREAK, PLANNED, TOLD -> true;
      case SEGMENT, PART -> false;
    };
  }
}
