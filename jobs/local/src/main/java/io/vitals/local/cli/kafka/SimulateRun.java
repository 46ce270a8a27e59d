package io.vitals.local.cli.kafka;

import io.vitals.local.cli.shared.RunFailedException;
import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.local.terminal.Screen;

/** Lets a simulated company live on a Kafka cluster. */
@FunctionalInterface
public interface SimulateRun {

  /**
   * Creates the topics, writes a history and then a life, and ends only by an interrupt or a
   * failure. Where a company was simulated before, it goes on.
   *
   * @param screen says now and then how far it is; left open
   * @throws InterruptedException when interrupted, after everything is closed
   * @throws UserMistakeException when no broker answers or the topics are made for real sources
   * @throws RunFailedException when Kafka took a record no more
   */
  void run(SimulateRequest request, Screen screen) throws InterruptedException;
}
