package io.vitals.exporter;

import io.vitals.schemas.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads how sources and data do, from the beginning of their topics, and follows them, on one
 * thread. What is served of accounts does not depend on it: while a topic is not there, it waits.
 */
final class DataTopicsReader implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(DataTopicsReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration REQUEST = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Consumer<String, byte[]> consumer;
  private final LatestData latest = new LatestData();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile DataSnapshot snapshot = DataSnapshot.nothing();

  /**
   * A reader that has not begun.
   *
   * @param consumer a consumer without group, isolation read_committed; closed at the end
   */
  DataTopicsReader(Consumer<String, byte[]> consumer) {
    this.consumer = consumer;
  }

  @Override
  public void run() {
    try (consumer) {
      List<TopicPartition> partitions = awaitTopics();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, REQUEST);
      while (!stopped(Duration.ZERO) && !hasReached(ends)) {
        follow(false);
      }
      snapshot = latest.snapshot();
      while (!stopped(Duration.ZERO)) {
        follow(true);
      }
    } catch (WakeupException e) {
      LOG.debug("Ended", e);
    } catch (RuntimeException e) {
      // Series that no longer move must not be served as if they did.
      snapshot = DataSnapshot.nothing();
      LOG.error("Stopped reading how sources and data do", e);
    }
  }

  /** The newest snapshot; from any thread. */
  DataSnapshot snapshot() {
    return snapshot;
  }

  /** Makes the reader end soon; from any thread. */
  void stop() {
    closed.countDown();
    consumer.wakeup();
  }

  /** What is read of the past is not served: a break that is over would be shown again. */
  private boolean hasReached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), REQUEST) >= end.getValue());
  }

  private void follow(boolean serving) {
    try {
      var records = consumer.poll(POLL);
      records.forEach(
          record -> latest.apply(Topic.named(record.topic()), record.key(), record.value()));
      if (serving && !records.isEmpty()) {
        snapshot = latest.snapshot();
      }
    } catch (RetriableException e) {
      LOG.warn("Reading again: {}", e.getMessage());
      stopped(RETRY);
    }
  }

  private List<TopicPartition> awaitTopics() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic topic : LatestData.TOPICS) {
      boolean told = false;
      while (!exists(topic)) {
        if (!told) {
          LOG.info("Waiting for topic {}", topic.topicName());
          told = true;
        }
        if (stopped(RETRY)) {
          throw new WakeupException();
        }
      }
      IntStream.range(0, topic.partitions())
          .forEach(partition -> partitions.add(new TopicPartition(topic.topicName(), partition)));
    }
    return partitions;
  }

  private boolean exists(Topic topic) {
    try {
      return !consumer.partitionsFor(topic.topicName(), REQUEST).isEmpty();
    } catch (RetriableException e) {
      return false;
    }
  }

  private boolean stopped(Duration within) {
    try {
      return closed.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
