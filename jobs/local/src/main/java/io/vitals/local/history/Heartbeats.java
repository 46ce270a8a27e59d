package io.vitals.local.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A history with the heartbeats of its sources: one round each period, one millisecond before the
 * period's end plus the settling time, saying that all before the period's end was sent, after all
 * entries up to then.
 */
public final class Heartbeats implements Iterator<HistoryEntry> {
  private final Iterator<? extends HistoryEntry> upstream;
  private final List<Feed> feeds;
  private final long period;
  private final long settling;
  private final long end;
  private HistoryEntry pending;
  private long beatTime;
  private int nextFeed;

  /**
   * Heartbeats added to a history that has none.
   *
   * @param feeds who speaks, where; in the order of each round
   * @param period time between two rounds, whole since the epoch
   * @param settling how long after it happened the last of a period is sent
   * @param first no heartbeat stands before
   * @param end no heartbeat stands at or after; {@link Instant#MAX} for a history without end
   */
  public Heartbeats(
      Iterator<? extends HistoryEntry> upstream,
      List<Feed> feeds,
      Duration period,
      Duration settling,
      Instant first,
      Instant end) {
    this.upstream = upstream;
    this.feeds = List.copyOf(feeds);
    this.period = period.toMillis();
    this.settling = settling.toMillis();
    this.end = end.equals(Instant.MAX) ? Long.MAX_VALUE : end.toEpochMilli();
    long earliest = first.toEpochMilli() - this.settling + 1;
    this.beatTime = -Math.floorDiv(-earliest, this.period) * this.period + this.settling - 1;
    advance();
  }

  @Override
  public boolean hasNext() {
    return pending != null || beatIsDue();
  }

  @Override
  public HistoryEntry next() {
    if (pending != null && (pending.ingestTime() <= beatTime || !beatIsDue()) && nextFeed == 0) {
      HistoryEntry entry = pending;
      advance();
      return entry;
    }
    if (!beatIsDue()) {
      throw new NoSuchElementException();
    }
    Feed feed = feeds.get(nextFeed);
    HistoryEntry beat =
        new SourceHeartbeat(feed.topic(), feed.source(), beatTime, beatTime + 1 - settling);
    nextFeed = (nextFeed + 1) % feeds.size();
    if (nextFeed == 0) {
      beatTime += period;
    }
    return beat;
  }

  private boolean beatIsDue() {
    return beatTime < end;
  }

  private void advance() {
    pending = upstream.hasNext() ? upstream.next() : null;
  }
}
