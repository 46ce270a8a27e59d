package io.vitals.local.stack;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Triggers the checkpoints of jobs at a pace that can change while they run, which Flink's own
 * interval cannot: rows become visible with a checkpoint, so life wants many, and each costs
 * processor time, so the loading of history wants few. A job's next checkpoint starts when its last
 * one has ended and the pace allows.
 */
final class CheckpointPace implements AutoCloseable {
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "vitals-checkpoint-pace");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Duration interval;

  CheckpointPace(Duration interval) {
    this.interval = interval;
  }

  /** Changes the pace; each job follows after its next checkpoint. */
  void every(Duration newInterval) {
    interval = newInterval;
  }

  /**
   * Triggers a job's checkpoints from now on.
   *
   * @param trigger starts one; its result ends with it, and may fail, as it does while tasks are
   *     starting
   */
  void drive(Supplier<CompletableFuture<Long>> trigger) {
    after(interval.toNanos(), trigger);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private void checkpoint(Supplier<CompletableFuture<Long>> trigger) {
    long started = System.nanoTime();
    CompletableFuture.completedFuture(trigger)
        .thenCompose(Supplier::get)
        .whenComplete(
            (done, failure) -> after(interval.toNanos() - (System.nanoTime() - started), trigger));
  }

  private void after(long nanos, Supplier<CompletableFuture<Long>> trigger) {
    if (!executor.isShutdown()) {
      executor.schedule(() -> checkpoint(trigger), Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }
  }
}
