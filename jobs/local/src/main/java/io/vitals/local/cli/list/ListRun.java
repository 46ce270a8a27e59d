package io.vitals.local.cli.list;

import io.vitals.local.cli.shared.KafkaConnection;
import io.vitals.local.cli.shared.RunFailedException;
import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.local.list.LatestRows;
import io.vitals.schemas.topics.Topic;
import java.util.List;

/** Reads what the jobs published on a Kafka cluster. */
@FunctionalInterface
public interface ListRun {

  /**
   * Reads these topics from their beginning to where they end now.
   *
   * @throws InterruptedException when interrupted
   * @throws UserMistakeException when a topic does not exist, or the settings cannot be
   * @throws RunFailedException when no broker answers, or one stops answering
   */
  LatestRows read(KafkaConnection connection, List<Topic> topics) throws InterruptedException;
}
