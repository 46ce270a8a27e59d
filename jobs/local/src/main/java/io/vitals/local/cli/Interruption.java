package io.vitals.local.cli;

import io.vitals.local.cli.shared.ExitStatus;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/**
 * Ctrl-C as an interrupt of the thread that runs the command, so that the command closes what it
 * opened, prints its result and ends with its own exit status.
 */
public final class Interruption {

  private final Thread worker;
  private final Duration patience;
  private final IntConsumer halt;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile int status = ExitStatus.FAILED;

  /**
   * An interruption of one thread.
   *
   * @param worker the thread that runs the command
   * @param patience how long the command may take to end once it is interrupted
   * @param halt ends the process with an exit status at once
   */
  Interruption(Thread worker, Duration patience, IntConsumer halt) {
    this.worker = worker;
    this.patience = patience;
    this.halt = halt;
  }

  /**
   * Runs a command in this thread and ends the process with the status it returns.
   *
   * @param patience how long the command may take to end once it is interrupted
   */
  public static void exitWith(IntSupplier command, Duration patience) {
    Interruption interruption =
        new Interruption(Thread.currentThread(), patience, Runtime.getRuntime()::halt);
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::interrupt, "interruption"));
    System.exit(interruption.run(command));
  }

  int run(IntSupplier command) {
    try {
      status = command.getAsInt();
    } finally {
      ended.countDown();
    }
    return status;
  }

  /**
   * Interrupts the command, when it has not ended, and waits for its end. Once a signal shuts the
   * JVM down, the exit status is that of the signal: only a halt gives the command's.
   */
  void interrupt() {
    if (ended.getCount() == 0) {
      return;
    }
    worker.interrupt();
    try {
      boolean inTime = ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
      halt.accept(inTime ? status : ExitStatus.FAILED);
    } catch (InterruptedException e) {
      halt.accept(ExitStatus.FAILED);
    }
  }
}
