package io.vitals.domain.freshness;

import io.vitals.schemas.Entity;
import io.vitals.schemas.topics.Topic;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a source is said to be: what it sends, where, how often, and who answers for it.
 *
 * @param id the name its records carry, and its label in metrics and alerts
 * @param system the system behind it, in words
 * @param topic the source topic it writes to
 * @param entities what it sends; never empty
 * @param expectedCadence the longest time between two arrivals while it is well; of a cadence that
 *     is learned, the guess until it is
 * @param cadenceLearned whether the cadence is learned from its own last good weeks
 * @param calendar when it is expected
 * @param slo the share of time in which it is to be FRESH
 * @param settlesWithin by how much {@code complete_through} of its heartbeats lags behind time
 *     while it is well: absence counts up to so much beyond it
 * @param ingestTime whose word counts on when its records arrived
 * @param owner the team that answers for it
 * @param eventNames the names of telemetry events that are known; empty: they are not judged
 */
public record SourceDeclaration(
    String id,
    String system,
    Topic topic,
    Set<Entity> entities,
    Duration expectedCadence,
    boolean cadenceLearned,
    BusinessCalendar calendar,
    double slo,
    Duration settlesWithin,
    IngestTime ingestTime,
    String owner,
    Set<String> eventNames)
    implements Serializable {

  /** Copies the entities, in the order of their declaration. */
  public SourceDeclaration {
    eventNames = Collections.unmodifiableSet(new TreeSet<>(eventNames));
    entities = Collections.unmodifiableSet(EnumSet.copyOf(entities));
  }

  /** Whose word counts on when a record was learned. */
  public enum IngestTime {
    /** The writer of the records: a loader of history. */
    DECLARED,
    /** The log that appended them. */
    BROKER
  }
}
