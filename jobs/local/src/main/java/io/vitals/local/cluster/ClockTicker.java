package io.vitals.local.cluster;

import io.vitals.local.history.RecordSink;
import io.vitals.local.terminal.Screen;
import io.vitals.schemas.ClockTick;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Instant;
import java.time.InstantSource;

/** Writes the time of now each time it is asked. Belongs to one thread. */
final class ClockTicker {
  private static final int TICKS_PER_NOTE = 60;

  private final RecordSink sink;
  private final InstantSource clock;
  private final Screen screen;
  private final RecordWriter<ClockTick> writer = RecordWriter.of(ClockTick.class);
  private long last = Long.MIN_VALUE;
  private long ticks;
  private boolean behind;

  /** A ticker into this sink, which stays the caller's to close. */
  ClockTicker(RecordSink sink, InstantSource clock, Screen screen) {
    this.sink = sink;
    this.clock = clock;
    this.screen = screen;
  }

  /**
   * Writes a tick and waits until it is acknowledged, so that none pile up while Kafka is away.
   * Ticks rise: while wall time is set back, it writes none.
   *
   * @throws IllegalStateException if Kafka does not take it
   */
  void tick() {
    long now = clock.millis();
    if (now <= last) {
      sayThatItIsBehind(now);
      return;
    }
    behind = false;
    // In life sources go on writing beside the clock, so nothing is settled.
    ClockTick tick = new ClockTick(Instant.ofEpochMilli(now), false);
    sink.send(Topic.CLOCK, 0, null, null, now, writer.write(tick));
    sink.flush();
    last = now;
    if (ticks % TICKS_PER_NOTE == 0) {
      screen.note(tick.getIngestTime() + "  " + (ticks + 1) + (ticks == 0 ? " tick" : " ticks"));
    }
    ticks++;
  }

  private void sayThatItIsBehind(long now) {
    if (!behind) {
      screen.note(
          "wall time is "
              + Instant.ofEpochMilli(now)
              + ": no tick until it passes that of the last, "
              + Instant.ofEpochMilli(last));
    }
    behind = true;
  }
}
