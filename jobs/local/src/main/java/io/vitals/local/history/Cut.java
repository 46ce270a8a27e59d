package io.vitals.local.history;

import java.time.Instant;
import java.util.Optional;

/**
 * A source that delivers nothing for a while: neither records nor heartbeats.
 *
 * @param source the source
 * @param from the first instant of which nothing is delivered
 * @param to when what was held back is delivered, all of it; empty: never
 */
public record Cut(String source, Instant from, Optional<Instant> to) {

  /** Whether what is of this time is held back. */
  public boolean holds(String ofSource, long time) {
    return source.equals(ofSource)
        && time >= from.toEpochMilli()
        && to.map(end -> time < end.toEpochMilli()).orElse(true);
  }

  /** A record as the cut delivers it; empty: never. */
  public Optional<SourceRecord> delivered(SourceRecord record) {
    return holds(record.source(), record.ingestTime())
        ? to.map(end -> record.at(end.toEpochMilli()))
        : Optional.of(record);
  }
}
