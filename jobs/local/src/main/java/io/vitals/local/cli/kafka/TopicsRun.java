package io.vitals.local.cli.kafka;

import io.vitals.local.cli.shared.UserMistakeException;
import java.util.List;

/** Creates the catalogue's topics on a Kafka cluster, or says what it would create. */
@FunctionalInterface
public interface TopicsRun {

  /**
   * Checks the topics that exist, then creates the others; when one differs, none is created.
   *
   * @return what became of each topic, in the order of the catalogue
   * @throws InterruptedException when interrupted
   * @throws UserMistakeException when no broker answers, a topic differs, or the broker refuses
   */
  List<TopicOutcome> run(TopicsRequest request) throws InterruptedException;
}
