package io.vitals.local.history;

import java.time.Instant;
import java.util.Iterator;

/**
 * A history to load, once.
 *
 * @param first the earliest ingest time
 * @param end the first instant after it; its last tick stands one millisecond before
 * @param entries its steps, ticks included, in rising ingest time
 */
public record History(Instant first, Instant end, Iterator<HistoryEntry> entries) {}
