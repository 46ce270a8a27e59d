package io.vitals.local.history;

/**
 * A tick of the clock that follows everything up to its time.
 *
 * @param ingestTime the time it tells, epoch milliseconds
 */
public record SettledTick(long ingestTime) implements HistoryEntry {}
