package io.vitals.local.history;

/** One step of a history. */
public sealed interface HistoryEntry permits SourceRecord, SourceHeartbeat, SettledTick {
  /** When it was learned, epoch milliseconds; never falls along a history. */
  long ingestTime();
}
