package io.vitals.local.history;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A history with its clock: a tick one millisecond before each full hour, and one a millisecond
 * before the end, each after all entries up to it.
 */
public final class SettledTicks implements Iterator<HistoryEntry> {
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final Iterator<? extends HistoryEntry> upstream;
  private final long lastTick;
  private HistoryEntry pending;
  private long tick;

  /**
   * Ticks added to a history that has none.
   *
   * @param first where time begins
   * @param end the first instant after the history
   */
  public SettledTicks(Iterator<? extends HistoryEntry> upstream, Instant first, Instant end) {
    this.upstream = upstream;
    this.lastTick = end.toEpochMilli() - 1;
    this.tick =
        Math.min(first.truncatedTo(ChronoUnit.HOURS).toEpochMilli() + HOUR - 1, this.lastTick);
    advance();
  }

  @Override
  public boolean hasNext() {
    return tick <= lastTick;
  }

  @Override
  public HistoryEntry next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (pending != null && pending.ingestTime() <= tick) {
      HistoryEntry entry = pending;
      advance();
      return entry;
    }
    long time = tick;
    tick = time == lastTick ? Long.MAX_VALUE : Math.min(time + HOUR, lastTick);
    return new SettledTick(time);
  }

  private void advance() {
    pending = upstream.hasNext() ? upstream.next() : null;
    if (pending != null && pending.ingestTime() > lastTick) {
      throw new IllegalStateException("an entry stands after the end of the history: " + pending);
    }
  }
}
