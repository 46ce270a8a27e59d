package io.vitals.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How long the stream takes: wall time from the acknowledgement of a tick to the moment when
 * everything up to it was read back from {@code account.health}. While a tick is on its way for
 * longer than the last one took, its age is the lag: a stream that stands still shows it.
 *
 * <p>Safe for use by the thread that sends and the one that reads.
 */
final class StreamLag {
  /** Hours of ticks, one a second; beyond that the oldest alone tells the lag. */
  private static final int MOST_ON_THE_WAY = 10_000;

  private final Deque<Tick> onTheWay = new ArrayDeque<>();
  private long lastNanos;

  private record Tick(Instant time, long sentNanos) {}

  /** A tick was sent at this wall time, nanoseconds. */
  synchronized void sent(Instant tick, long nanos) {
    if (onTheWay.size() < MOST_ON_THE_WAY) {
      onTheWay.add(new Tick(tick, nanos));
    }
  }

  /** Everything up to this instant had been read back at this wall time, nanoseconds. */
  synchronized void reached(Instant time, long nanos) {
    while (!onTheWay.isEmpty() && !onTheWay.element().time().isAfter(time)) {
      lastNanos = nanos - onTheWay.remove().sentNanos();
    }
  }

  /** The lag at this wall time, nanoseconds; zero before the first tick. */
  synchronized Duration at(long nanos) {
    long age = onTheWay.isEmpty() ? 0 : nanos - onTheWay.element().sentNanos();
    return Duration.ofNanos(Math.max(age, lastNanos));
  }
}
