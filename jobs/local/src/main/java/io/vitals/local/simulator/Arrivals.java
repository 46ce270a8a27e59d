package io.vitals.local.simulator;

import io.vitals.local.history.SourceRecord;
import io.vitals.schemas.topics.Topic;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Records on their way: by time of arrival, those of one instant in the order of sending. */
final class Arrivals {
  private static final Comparator<Arrival> ORDER =
      Comparator.comparingLong((Arrival arrival) -> arrival.sent().ingestTime())
          .thenComparingLong(Arrival::sequence);

  private final PriorityQueue<Arrival> queue = new PriorityQueue<>(4_096, ORDER);
  private long sequence;

  private record Arrival(SourceRecord sent, long sequence) {}

  /** A record that will arrive at an instant. */
  void add(Topic topic, String key, String source, Instant arrival, byte[] value) {
    add(topic, key, source, arrival.toEpochMilli(), value);
  }

  /** A record that will arrive at an instant, epoch milliseconds. */
  void add(Topic topic, String key, String source, long arrival, byte[] value) {
    queue.add(new Arrival(new SourceRecord(topic, key, source, arrival, value), sequence++));
  }

  /** When the next one arrives, epoch milliseconds; {@link Long#MAX_VALUE} when none is known. */
  long nextTime() {
    Arrival next = queue.peek();
    return next == null ? Long.MAX_VALUE : next.sent().ingestTime();
  }

  /** The next one. */
  SourceRecord next() {
    return queue.remove().sent();
  }
}
