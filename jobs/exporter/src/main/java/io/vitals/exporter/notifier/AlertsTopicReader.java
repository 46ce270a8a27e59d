package io.vitals.exporter.notifier;

import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.Punctuation;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordTypes;
import io.vitals.schemas.wire.SchemaStore;
import io.vitals.schemas.wire.SingleObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads {@code alerts} from its beginning into the book and follows it, on one thread. */
final class AlertsTopicReader implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertsTopicReader.class);
  private static final Topic TOPIC = Topic.ALERTS;
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration REQUEST = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final long PUNCTUATION =
      SchemaStore.fingerprint(RecordTypes.schemaOf(Punctuation.class));

  private final Consumer<String, byte[]> consumer;
  private final AlertBook book;
  private final InstantSource clock;
  private final RecordReader<Alert> alerts = RecordReader.of(Alert.class);
  private final RecordReader<Punctuation> punctuations = RecordReader.of(Punctuation.class);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * A reader that has not begun.
   *
   * @param consumer a consumer without group, isolation read_committed; closed at the end
   */
  AlertsTopicReader(Consumer<String, byte[]> consumer, AlertBook book, InstantSource clock) {
    this.consumer = consumer;
    this.book = book;
    this.clock = clock;
  }

  @Override
  public void run() {
    try (consumer) {
      List<TopicPartition> partitions =
          IntStream.range(0, TOPIC.partitions())
              .mapToObj(partition -> new TopicPartition(TOPIC.topicName(), partition))
              .toList();
      if (awaitTopic()) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        follow(partitions);
      }
      ended.complete(null);
    } catch (WakeupException e) {
      ended.complete(null);
    } catch (RuntimeException e) {
      LOG.error("Stopped reading {}", TOPIC.topicName(), e);
      ended.completeExceptionally(e);
    }
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

  private boolean awaitTopic() {
    while (!stopped(Duration.ZERO)) {
      try {
        if (!consumer.partitionsFor(TOPIC.topicName(), REQUEST).isEmpty()) {
          return true;
        }
        LOG.info("Waiting for topic {}", TOPIC.topicName());
      } catch (RetriableException e) {
        LOG.info("Waiting for topic {}: {}", TOPIC.topicName(), e.getMessage());
      }
      if (stopped(RETRY)) {
        break;
      }
    }
    return false;
  }

  private void follow(List<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = null;
    while (!stopped(Duration.ZERO)) {
      try {
        if (ends == null) {
          ends = consumer.endOffsets(partitions, REQUEST);
        }
        consumer.poll(POLL).forEach(this::apply);
        if (!book.isCaughtUp()
            && ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey(), REQUEST) >= end.getValue())) {
          LOG.info("Caught up with {}", TOPIC.topicName());
          book.caughtUp(clock.instant());
        }
      } catch (RetriableException e) {
        LOG.warn("Reading {} again: {}", TOPIC.topicName(), e.getMessage());
        stopped(RETRY);
      }
    }
  }

  private void apply(ConsumerRecord<String, byte[]> record) {
    byte[] value = record.value();
    try {
      if (value == null) {
        book.remove(record.key(), clock.instant());
      } else if (SingleObject.isOf(value, PUNCTUATION)) {
        book.passed(punctuations.read(value).getIngestTime());
      } else {
        apply(record, alerts.read(value));
      }
    } catch (RuntimeException e) {
      LOG.error(
          "Alert {} at {}-{} offset {} cannot be read and is not told of",
          record.key(),
          record.topic(),
          record.partition(),
          record.offset(),
          e);
    }
  }

  private void apply(ConsumerRecord<String, byte[]> record, Alert alert) {
    if (alert.getKind() == AlertKind.UNKNOWN) {
      LOG.error("Alert {} is of a kind that only a later release knows", record.key());
    } else {
      book.apply(alert, clock.instant());
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
