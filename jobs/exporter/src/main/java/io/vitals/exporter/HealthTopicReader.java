package io.vitals.exporter;

import io.vitals.exporter.ExporterHealth.State;
import io.vitals.schemas.topics.Topic;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code account.health} from its beginning and then follows it, on one thread. Each second
 * at most it publishes a snapshot. Waits for a topic or broker that is not there yet; any other
 * error ends it, since figures that no longer move must not be served as if they did.
 */
final class HealthTopicReader implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthTopicReader.class);
  private static final Topic TOPIC = Topic.ACCOUNT_HEALTH;
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration REQUEST = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration PUBLISH = Duration.ofSeconds(1);
  private static final Duration STALLED_AFTER = Duration.ofMinutes(1);

  private final Consumer<String, byte[]> consumer;
  private final int maxAccounts;
  private final LongSupplier nanoTime;
  private final LatestHealth latest = new LatestHealth(TOPIC.partitions());
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile State state = State.STARTING;
  private volatile ScrapeSnapshot snapshot = ScrapeSnapshot.starting();
  private volatile long heardAt;
  private long publishedAt;

  /**
   * A reader that has not begun.
   *
   * @param consumer a consumer without group, isolation read_committed; closed at the end
   * @param maxAccounts how many accounts may have series of their own
   * @param nanoTime rising nanoseconds, to space the snapshots
   */
  HealthTopicReader(Consumer<String, byte[]> consumer, int maxAccounts, LongSupplier nanoTime) {
    this.consumer = consumer;
    this.maxAccounts = maxAccounts;
    this.nanoTime = nanoTime;
  }

  @Override
  public void run() {
    try (consumer) {
      awaitTopic()
          .ifPresent(
              partitions -> {
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                follow(partitions);
              });
      end(null);
    } catch (WakeupException e) {
      end(null);
    } catch (RuntimeException e) {
      LOG.error("Stopped reading {}", TOPIC.topicName(), e);
      end(e);
    }
  }

  /** The newest snapshot; from any thread. */
  ScrapeSnapshot snapshot() {
    return snapshot;
  }

  /** What the reader says of itself; from any thread. */
  ExporterHealth health() {
    State seen = state;
    boolean stalled =
        seen == State.READY && nanoTime.getAsLong() - heardAt > STALLED_AFTER.toNanos();
    return new ExporterHealth(stalled ? State.STALLED : seen, snapshot.stream());
  }

  /**
   * Completes when all that stood in the topic at the start was read; fails if that never comes.
   */
  CompletableFuture<Void> caughtUp() {
    return caughtUp.copy();
  }

  /** Completes when reading has ended; fails if an error ended it. */
  CompletableFuture<Void> ended() {
    return ended.copy();
  }

  /** Makes the reader end soon; from any thread. */
  void stop() {
    closed.countDown();
    consumer.wakeup();
  }

  private Optional<List<TopicPartition>> awaitTopic() {
    while (!stopped(Duration.ZERO)) {
      try {
        int partitions = consumer.partitionsFor(TOPIC.topicName(), REQUEST).size();
        if (partitions == TOPIC.partitions()) {
          return Optional.of(
              IntStream.range(0, partitions)
                  .mapToObj(partition -> new TopicPartition(TOPIC.topicName(), partition))
                  .toList());
        }
        if (partitions > 0) {
          throw new IllegalStateException(
              TOPIC.topicName() + " has " + partitions + " partitions, not " + TOPIC.partitions());
        }
        LOG.info("Waiting for topic {}", TOPIC.topicName());
      } catch (RetriableException e) {
        LOG.info("Waiting for topic {}: {}", TOPIC.topicName(), e.getMessage());
      }
      if (stopped(RETRY)) {
        break;
      }
    }
    return Optional.empty();
  }

  private void follow(List<TopicPartition> partitions) {
    Map<TopicPartition, Long> target = Map.of();
    while (!stopped(Duration.ZERO)) {
      try {
        if (target.isEmpty()) {
          target = consumer.endOffsets(partitions, REQUEST);
          state = State.LOADING;
        }
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty() || state == State.LOADING) {
          heardAt = nanoTime.getAsLong();
        }
        records.forEach(record -> latest.apply(record.partition(), record.key(), record.value()));
        publishIfDue(target);
      } catch (RetriableException e) {
        LOG.warn("Reading {} again: {}", TOPIC.topicName(), e.getMessage());
        if (stopped(RETRY)) {
          return;
        }
      }
    }
  }

  private void publishIfDue(Map<TopicPartition, Long> target) {
    boolean nowCaughtUp = state == State.LOADING && remaining(target) == 0;
    long now = nanoTime.getAsLong();
    if (nowCaughtUp || now - publishedAt >= PUBLISH.toNanos()) {
      publishedAt = now;
      snapshot = take(target, nowCaughtUp || state == State.READY);
    }
    if (nowCaughtUp) {
      LOG.info("Caught up with {}: {} records", TOPIC.topicName(), latest.recordsRead());
      state = State.READY;
      caughtUp.complete(null);
    }
  }

  private ScrapeSnapshot take(Map<TopicPartition, Long> target, boolean ready) {
    StreamStatus stream =
        new StreamStatus(
            ready,
            ready ? 0 : remaining(target),
            lag(target),
            latest.recordsRead(),
            latest.unreadable(),
            ready ? latest.streamTime() : Optional.empty());
    return new ScrapeSnapshot(
        stream,
        ready
            ? Optional.of(
                PortfolioSnapshot.of(
                    latest.accounts(),
                    maxAccounts,
                    latest.streamTime().map(time -> LocalDate.ofInstant(time, ZoneOffset.UTC))))
            : Optional.empty());
  }

  private long remaining(Map<TopicPartition, Long> target) {
    long remaining = 0;
    for (Map.Entry<TopicPartition, Long> end : target.entrySet()) {
      remaining += Math.max(0, end.getValue() - consumer.position(end.getKey(), REQUEST));
    }
    return remaining;
  }

  private long lag(Map<TopicPartition, Long> target) {
    return target.keySet().stream()
        .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
        .sum();
  }

  private boolean stopped(Duration within) {
    try {
      return closed.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void end(RuntimeException failure) {
    state = State.STOPPED;
    if (failure == null) {
      ended.complete(null);
      caughtUp.completeExceptionally(new CancellationException("stopped before all was read"));
    } else {
      ended.completeExceptionally(failure);
      caughtUp.completeExceptionally(failure);
    }
  }
}
