package io.vitals.exporter;

import io.vitals.schemas.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads how sources and data do, from the beginning of their topics, and follows them, on one
 * thread. What is served of accounts does not depend on it, and no topic waits for another that is
 * not there.
 */
final class DataTopicsReader implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(DataTopicsReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration REQUEST = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final int POLLS_BETWEEN_LOOKS = 10;

  private final Consumer<String, byte[]> consumer;
  private final LatestData latest = new LatestData();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Set<Topic> missing = EnumSet.copyOf(LatestData.TOPICS);
  private final Set<Topic> told = EnumSet.noneOf(Topic.class);
  private final List<TopicPartition> assigned = new ArrayList<>();

  /** Where partitions ended when they were found, as long as they are not read so far. */
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  private Set<Topic> read = EnumSet.noneOf(Topic.class);
  private int pollsUntilNextLook;
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
      while (!stopped(Duration.ZERO)) {
        try {
          if (pollsUntilNextLook == 0) {
            lookForTopics();
            pollsUntilNextLook = POLLS_BETWEEN_LOOKS;
          }
          pollsUntilNextLook--;
          follow();
        } catch (RetriableException e) {
          LOG.warn("Reading again: {}", e.getMessage());
          stopped(RETRY);
        }
      }
      ended.complete(null);
    } catch (WakeupException e) {
      LOG.debug("Ended", e);
      ended.complete(null);
    } catch (RuntimeException e) {
      // Series that no longer move must not be served as if they did.
      snapshot = DataSnapshot.nothing();
      LOG.error("Stopped reading how sources and data do", e);
      ended.completeExceptionally(e);
    }
  }

  /** The newest snapshot; from any thread. */
  DataSnapshot snapshot() {
    return snapshot;
  }

  /** Completes when the reader has stopped; fails with the error that made it stop. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /** Makes the reader end soon; from any thread. */
  void stop() {
    closed.countDown();
    consumer.wakeup();
  }

  /** Reads the topics that were not there before from their beginning. */
  private void lookForTopics() {
    for (Topic topic : List.copyOf(missing)) {
      try {
        lookFor(topic);
      } catch (AuthorizationException e) {
        LOG.warn("Without topic {}: {}", topic.topicName(), e.getMessage());
      }
    }
  }

  private void lookFor(Topic topic) {
    if (consumer.partitionsFor(topic.topicName(), REQUEST).size() >= topic.partitions()) {
      List<TopicPartition> partitions =
          IntStream.range(0, topic.partitions())
              .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
              .toList();
      Map<TopicPartition, Long> found = consumer.endOffsets(partitions, REQUEST);
      assigned.addAll(partitions);
      consumer.assign(assigned);
      consumer.seekToBeginning(partitions);
      ends.putAll(found);
      missing.remove(topic);
    } else if (told.add(topic)) {
      LOG.info("Waiting for topic {} with all of its partitions", topic.topicName());
    }
  }

  private void follow() {
    if (assigned.isEmpty()) {
      stopped(POLL);
      return;
    }
    ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
    records.forEach(
        record -> latest.apply(Topic.named(record.topic()), record.key(), record.value()));
    boolean more = noteWhatIsRead();
    if (more || !records.isEmpty()) {
      snapshot = latest.snapshot(read);
    }
  }

  /** What is read of the past is not served: a break that is over would be shown again. */
  private boolean noteWhatIsRead() {
    boolean passed =
        ends.entrySet().removeIf(end -> consumer.position(end.getKey(), REQUEST) >= end.getValue());
    if (!passed) {
      return false;
    }
    Set<Topic> now = EnumSet.copyOf(LatestData.TOPICS);
    now.removeAll(missing);
    ends.keySet().forEach(partition -> now.remove(Topic.named(partition.topic())));
    boolean more = !now.equals(read);
    read = now;
    return more;
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
