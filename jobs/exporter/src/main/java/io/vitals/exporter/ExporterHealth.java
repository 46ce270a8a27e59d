package io.vitals.exporter;

import java.util.Locale;

/**
 * What the exporter says of itself.
 *
 * @param state whether its figures can be relied on
 * @param stream how far it has come
 */
record ExporterHealth(State state, StreamStatus stream) {

  /** The states, in the order they come in. */
  enum State {
    /** Has not yet seen the topic. */
    STARTING,
    /** Reads what stood in the topic when it started. */
    LOADING,
    /** Has read that, and follows. */
    READY,
    /**
     * Follows, but nothing came for a minute, not even the time that the jobs tell each second:
     * they or the broker stand still, and so do the figures.
     */
    STALLED,
    /** Has stopped reading: closed, or by an error that its log tells. */
    STOPPED
  }

  boolean ready() {
    return state == State.READY;
  }

  MetricsServer.Health served() {
    return new MetricsServer.Health(ready(), state == State.STOPPED, toJson());
  }

  /** As JSON; numbers and fixed words only, so nothing needs escaping. */
  String toJson() {
    return String.format(
        Locale.ROOT,
        "{\"status\":\"%s\",\"caught_up\":%b,\"records_read\":%d,\"remaining\":%d,"
            + "\"lag\":%d,\"unreadable\":%d}%n",
        state.name().toLowerCase(Locale.ROOT),
        stream.caughtUp(),
        stream.recordsRead(),
        stream.remaining(),
        stream.lag(),
        stream.unreadable());
  }
}
