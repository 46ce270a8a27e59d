package io.vitals.local.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Drives a live feed: once a second of wall time, simulated time moves on by the speed. */
public final class LivePacer implements AutoCloseable {
  private static final long CLOSING_SECONDS = 30;

  private final LiveFeed feed;
  private final Instant from;
  private final double speed;
  private final LongSupplier nanoTime;
  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  /**
   * A pacer, not yet started.
   *
   * @param from simulated time at the start
   * @param speed simulated seconds for each second of wall time, above 0
   * @param nanoTime wall time, as {@link System#nanoTime()}
   */
  public LivePacer(LiveFeed feed, Instant from, double speed, LongSupplier nanoTime) {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("speed must be above 0");
    }
    this.feed = feed;
    this.from = from;
    this.speed = speed;
    this.nanoTime = nanoTime;
  }

  /** Starts; the result completes when the pacer is closed, or fails with what stopped the feed. */
  public CompletableFuture<Void> start() {
    long start = nanoTime.getAsLong();
    executor.scheduleAtFixedRate(
        () -> advance(Duration.ofNanos(nanoTime.getAsLong() - start)), 1, 1, TimeUnit.SECONDS);
    return end;
  }

  /** Simulated time after this much wall time. */
  Instant timeAfter(Duration elapsed) {
    return from.plusMillis(Math.round(elapsed.toNanos() / 1e6 * speed));
  }

  /** Stops after the step that is under way. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        end.completeExceptionally(new IllegalStateException("the feed does not stop"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end.complete(null);
  }

  private void advance(Duration elapsed) {
    try {
      feed.advanceTo(timeAfter(elapsed));
    } catch (RuntimeException e) {
      end.completeExceptionally(e);
      executor.shutdown();
    }
  }
}
