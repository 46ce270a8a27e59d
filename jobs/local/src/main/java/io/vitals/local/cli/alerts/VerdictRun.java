package io.vitals.local.cli.alerts;

import io.vitals.local.cli.shared.KafkaConnection;
import io.vitals.local.cli.shared.RunFailedException;
import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.schemas.AlertVerdict;

/** Writes to a Kafka cluster what somebody says of an alert, or of the band of an account. */
@FunctionalInterface
public interface VerdictRun {

  /**
   * Writes it, and waits until it is acknowledged.
   *
   * @param key of the record: kind, scope and subject of the alert, or the account
   * @param verdict its ingest time is the record's where a topic lets its writers declare that
   * @throws InterruptedException when interrupted
   * @throws UserMistakeException when no broker answers, the topic is missing, or the settings
   *     cannot be
   * @throws RunFailedException when Kafka does not take it
   */
  void write(KafkaConnection connection, String key, AlertVerdict verdict)
      throws InterruptedException;
}
