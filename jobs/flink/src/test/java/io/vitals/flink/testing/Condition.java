package io.vitals.flink.testing;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Something that becomes true elsewhere, in a cluster or a broker, and is asked for until then. */
public final class Condition {
  private static final Duration ASK_EVERY = Duration.ofMillis(100);

  private Condition() {}

  /**
   * Returns when the condition holds.
   *
   * @param what is waited for, for the failure's message
   * @throws AssertionError if it does not hold within the time
   */
  public static void await(String what, Duration atMost, BooleanSupplier holds)
      throws InterruptedException {
    CompletableFuture<Void> done = new CompletableFuture<>();
    ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor();
    try {
      ScheduledFuture<?> asked =
          asking.scheduleWithFixedDelay(
              () -> ask(holds, done), 0, ASK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      done.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      asked.cancel(false);
    } catch (TimeoutException e) {
      throw new AssertionError("not within " + atMost + ": " + what, e);
    } catch (ExecutionException e) {
      throw new AssertionError("failed while waiting: " + what, e.getCause());
    } finally {
      asking.shutdownNow();
    }
  }

  private static void ask(BooleanSupplier holds, CompletableFuture<Void> done) {
    try {
      if (holds.getAsBoolean()) {
        done.complete(null);
      }
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(e);
    }
  }
}
