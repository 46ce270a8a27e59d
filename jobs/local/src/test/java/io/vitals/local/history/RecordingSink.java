package io.vitals.local.history;

import io.vitals.schemas.topics.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A sink that acknowledges only when flushed, and remembers what was acknowledged when. */
public final class RecordingSink implements RecordSink {
  /**
   * What was sent.
   *
   * @param unacknowledged records sent before it and not yet acknowledged then, ticks aside
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Sent(
      Topic topic,
      int partition,
      String key,
      String source,
      long timestamp,
      byte[] value,
      int unacknowledged) {}

  private final List<Sent> sent = new ArrayList<>();
  private int unacknowledged;
  private int flushes;

  /** All that was sent, in order. */
  public List<Sent> sent() {
    return sent;
  }

  /** How often it was flushed. */
  public int flushes() {
    return flushes;
  }

  @Override
  public void send(
      Topic topic, int partition, String key, String source, long timestamp, byte[] value) {
    sent.add(new Sent(topic, partition, key, source, timestamp, value, unacknowledged));
    if (topic != Topic.CLOCK) {
      unacknowledged++;
    }
  }

  @Override
  public BooleanSupplier acknowledged() {
    int before = flushes;
    return () -> flushes > before;
  }

  @Override
  public void flush() {
    unacknowledged = 0;
    flushes++;
  }

  @Override
  public void close() {
    flush();
  }
}
