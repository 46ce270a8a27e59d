package io.vitals.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class InterruptionTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final List<Integer> halts = new CopyOnWriteArrayList<>();

  @Test
  void anInterruptedCommandEndsTheProcessWithItsOwnStatus() {
    Interruption interruption = new Interruption(Thread.currentThread(), LONG, halts::add);
    Thread signal = new Thread(interruption::interrupt);
    int status =
        interruption.run(
            () -> {
              signal.start();
              return untilInterrupted(7);
            });
    join(signal);
    assertThat(status).isEqualTo(7);
    assertThat(halts).containsExactly(7);
  }

  @Test
  void aCommandThatDoesNotEndIsEnded() {
    Interruption interruption =
        new Interruption(new Thread(() -> {}), Duration.ofMillis(1), halts::add);
    interruption.interrupt();
    assertThat(halts).containsExactly(1);
  }

  @Test
  void aCommandThatHasEndedIsLeftAlone() {
    Interruption interruption = new Interruption(Thread.currentThread(), LONG, halts::add);
    assertThat(interruption.run(() -> 0)).isZero();
    interruption.interrupt();
    assertThat(halts).isEmpty();
    assertThat(Thread.interrupted()).isFalse();
  }

  private static int untilInterrupted(int status) {
    try {
      new CountDownLatch(1).await();
      return -1;
    } catch (InterruptedException e) {
      return status;
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
