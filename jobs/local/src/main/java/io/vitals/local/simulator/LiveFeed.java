package io.vitals.local.simulator;

import io.vitals.local.history.HistoryEntry;
import io.vitals.local.history.HistoryWriter;
import io.vitals.local.history.SettledTick;
import java.time.Instant;
import java.util.Iterator;
import java.util.function.Consumer;

/** Writes a life as simulated time goes on. Not thread-safe. */
public final class LiveFeed {
  private final Iterator<HistoryEntry> life;
  private final HistoryWriter writer;
  private final Consumer<Instant> ticked;
  private HistoryEntry pending;

  /**
   * A feed.
   *
   * @param life entries in rising time, without ticks
   * @param ticked told of each tick when it is acknowledged
   */
  public LiveFeed(Iterator<HistoryEntry> life, HistoryWriter writer, Consumer<Instant> ticked) {
    this.ticked = ticked;
    this.life = life;
    this.writer = writer;
  }

  /**
   * Writes all that arrives up to an instant, then, when that is acknowledged, a tick of it.
   *
   * @throws IllegalStateException if it cannot be written
   */
  public void advanceTo(Instant now) {
    long time = now.toEpochMilli();
    while (pending != null || life.hasNext()) {
      if (pending == null) {
        pending = life.next();
      }
      if (pending.ingestTime() > time) {
        break;
      }
      writer.write(pending);
      pending = null;
    }
    writer.write(new SettledTick(time));
    writer.settle();
    ticked.accept(now);
  }
}
