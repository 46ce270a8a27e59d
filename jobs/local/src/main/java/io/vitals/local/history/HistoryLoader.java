package io.vitals.local.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Loads a history as fast as it can be written. */
public final class HistoryLoader {
  private static final long REPORT_NANOS = Duration.ofSeconds(1).toNanos();

  private final HistoryWriter writer;
  private final LongSupplier nanoTime;
  private final BooleanSupplier stopped;
  private final Consumer<LoadProgress> listener;

  /**
   * A loader.
   *
   * @param nanoTime wall time for the rate, as {@link System#nanoTime()}
   * @param stopped asked at each step; true ends the load before the history ends
   * @param listener told about once a second, and when the load ends
   */
  public HistoryLoader(
      HistoryWriter writer,
      LongSupplier nanoTime,
      BooleanSupplier stopped,
      Consumer<LoadProgress> listener) {
    this.writer = writer;
    this.nanoTime = nanoTime;
    this.stopped = stopped;
    this.listener = listener;
  }

  /**
   * Loads the history; returns when all sent is acknowledged.
   *
   * @throws IllegalStateException if something sent cannot be acknowledged
   */
  public LoadProgress load(History history) {
    long start = nanoTime.getAsLong();
    long reported = start;
    long records = 0;
    long reached = history.first().toEpochMilli();
    while (history.entries().hasNext() && !stopped.getAsBoolean()) {
      HistoryEntry entry = history.entries().next();
      writer.write(entry);
      reached = entry.ingestTime();
      if (entry instanceof SourceRecord) {
        records++;
      } else if (nanoTime.getAsLong() - reported >= REPORT_NANOS) {
        reported = nanoTime.getAsLong();
        listener.accept(progress(history, records, reached, reported - start, false));
      }
    }
    writer.settle();
    LoadProgress end =
        progress(
            history, records, reached, nanoTime.getAsLong() - start, !history.entries().hasNext());
    listener.accept(end);
    return end;
  }

  private static LoadProgress progress(
      History history, long records, long reached, long nanos, boolean finished) {
    long first = history.first().toEpochMilli();
    double done = (double) (reached - first) / (history.end().toEpochMilli() - first);
    Optional<Duration> remaining =
        done > 0
            ? Optional.of(Duration.ofNanos((long) (nanos / done * (1 - done))))
            : Optional.empty();
    double rate = nanos > 0 ? records * 1e9 / nanos : 0;
    return new LoadProgress(records, Instant.ofEpochMilli(reached), rate, remaining, finished);
  }
}
