package io.vitals.local.demo;

import io.vitals.local.cli.shared.RunFailedException;
import io.vitals.local.history.History;
import io.vitals.local.history.HistoryEntry;
import io.vitals.local.history.HistoryLoader;
import io.vitals.local.history.HistoryWriter;
import io.vitals.local.history.SettledTick;
import io.vitals.local.history.SourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The loading of a history in a thread of its own, since the jobs follow while it is written. It
 * remembers how many records stand before each tick: how far the jobs are is known as a time.
 */
final class HistoryLoad implements AutoCloseable {
  private final History history;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final ConcurrentSkipListMap<Long, Long> recordsByTick = new ConcurrentSkipListMap<>();
  private final CompletableFuture<Void> end;

  private HistoryLoad(History history, HistoryWriter writer) {
    this.history = history;
    History counted = new History(history.first(), history.end(), new Counting(history.entries()));
    HistoryLoader loader =
        new HistoryLoader(writer, System::nanoTime, stopped::get, progress -> {});
    this.end = CompletableFuture.runAsync(() -> loader.load(counted), HistoryLoad::inOwnThread);
  }

  /** Starts to load; the writer belongs to the load until it has ended. */
  static HistoryLoad start(History history, HistoryWriter writer) {
    return new HistoryLoad(history, writer);
  }

  /**
   * Whether all was written and acknowledged.
   *
   * @throws RunFailedException if something could not be
   */
  boolean finished() {
    if (!end.isDone()) {
      return false;
    }
    try {
      end.join();
      return true;
    } catch (CompletionException e) {
      throw new RunFailedException(
          "history cannot be written: " + e.getCause().getMessage(), e.getCause());
    }
  }

  /** Source records up to an instant, as far as they are written. */
  long recordsUpTo(Instant time) {
    Map.Entry<Long, Long> tick = recordsByTick.floorEntry(time.toEpochMilli());
    return tick == null ? 0 : tick.getValue();
  }

  /** Source records of the whole history; an estimate by what is written until all is. */
  long total() {
    Map.Entry<Long, Long> last = recordsByTick.lastEntry();
    return last == null ? 0 : Math.round(last.getValue() / shareOf(last.getKey()));
  }

  /** The part of the history's time that lies before an instant, 0 to 1. */
  double shareOf(Instant time) {
    return Math.max(0, Math.min(1, shareOf(time.toEpochMilli())));
  }

  /** Ends the load where it is and waits until it has. */
  @Override
  public void close() {
    stopped.set(true);
    end.handle((done, failure) -> null).join();
  }

  private double shareOf(long time) {
    long first = history.first().toEpochMilli();
    return (double) (time + 1 - first)
        / Duration.between(history.first(), history.end()).toMillis();
  }

  private static void inOwnThread(Runnable load) {
    Thread thread = new Thread(load, "vitals-demo-history");
    thread.setDaemon(true);
    thread.start();
  }

  /** The entries, counted as they pass. */
  private final class Counting implements Iterator<HistoryEntry> {
    private final Iterator<HistoryEntry> upstream;
    private long records;

    private Counting(Iterator<HistoryEntry> upstream) {
      this.upstream = upstream;
    }

    @Override
    public boolean hasNext() {
      return upstream.hasNext();
    }

    @Override
    public HistoryEntry next() {
      HistoryEntry entry = upstream.next();
      if (entry instanceof SourceRecord) {
        records++;
      } else if (entry instanceof SettledTick tick) {
        recordsByTick.put(tick.ingestTime(), records);
      }
      return entry;
    }
  }
}
