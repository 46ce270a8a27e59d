package io.vitals.local.cli.kafka;

import io.vitals.local.cli.shared.KafkaConnection;
import io.vitals.local.cli.shared.RunFailedException;
import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.local.terminal.Screen;

/** Tells a Kafka cluster the time. */
@FunctionalInterface
public interface ClockRun {

  /**
   * Writes a tick a second, and ends only by an interrupt or a failure.
   *
   * @param screen says now and then how far it is; left open
   * @throws InterruptedException when interrupted, after everything is closed
   * @throws UserMistakeException when no broker answers or the topic is missing
   * @throws RunFailedException when Kafka took a tick no more
   */
  void run(KafkaConnection connection, Screen screen) throws InterruptedException;
}
