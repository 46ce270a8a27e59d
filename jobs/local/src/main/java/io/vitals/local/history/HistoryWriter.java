package io.vitals.local.history;

import io.vitals.schemas.ClockTick;
import io.vitals.schemas.Heartbeat;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/**
 * Writes a history, step by step, and holds its rule: a tick is sent only when all before it is
 * acknowledged. Not thread-safe.
 */
public final class HistoryWriter {
  private final RecordSink sink;
  private final RecordWriter<Heartbeat> heartbeats = RecordWriter.of(Heartbeat.class);
  private final RecordWriter<ClockTick> ticks = RecordWriter.of(ClockTick.class);
  private long reached = Long.MIN_VALUE;
  private final int ticksAhead;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private boolean unsettled;

  /** A tick that is not sent before all before it is acknowledged. */
  private record Waiting(SettledTick tick, BooleanSupplier acknowledged) {}

  /** A writer into this sink, which stays the caller's to close; it waits at each tick. */
  public HistoryWriter(RecordSink sink) {
    this(sink, 0);
  }

  /**
   * A writer that runs ahead, for a history that is mostly ticks.
   *
   * @param ticksAhead how many ticks may wait for what was written before them
   */
  public HistoryWriter(RecordSink sink, int ticksAhead) {
    this.sink = sink;
    this.ticksAhead = ticksAhead;
  }

  /**
   * Writes the next step.
   *
   * @throws IllegalArgumentException if it is older than the step before
   * @throws IllegalStateException if the sink cannot take it
   */
  public void write(HistoryEntry entry) {
    if (entry.ingestTime() < reached) {
      throw new IllegalArgumentException(
          "ingest time falls to " + entry.ingestTime() + " after " + reached);
    }
    reached = entry.ingestTime();
    if (entry instanceof SourceRecord sourceRecord) {
      write(sourceRecord);
    } else if (entry instanceof SourceHeartbeat heartbeat) {
      write(heartbeat);
    } else if (entry instanceof SettledTick tick) {
      write(tick);
    }
  }

  /** Waits until all that was written, ticks too, is acknowledged. */
  public void settle() {
    sink.flush();
    unsettled = false;
    if (!waiting.isEmpty()) {
      waiting.forEach(next -> send(next.tick()));
      waiting.clear();
      sink.flush();
    }
  }

  private void write(SourceRecord sent) {
    int partition = sent.topic().partitionOf(sent.key());
    sink.send(sent.topic(), partition, sent.key(), sent.source(), sent.ingestTime(), sent.value());
    unsettled = true;
  }

  private void write(SourceHeartbeat beat) {
    byte[] value =
        heartbeats.write(
            Heartbeat.newBuilder()
                .setSource(beat.source())
                .setCompleteThrough(Instant.ofEpochMilli(beat.completeThrough()))
                .build());
    for (int partition = 0; partition < beat.topic().partitions(); partition++) {
      if (partition != beat.silentPartition()) {
        sink.send(beat.topic(), partition, beat.source(), beat.source(), beat.ingestTime(), value);
      }
    }
    unsettled = true;
  }

  private void write(SettledTick tick) {
    if (ticksAhead > 0) {
      waiting.add(new Waiting(tick, sink.acknowledged()));
      if (waiting.size() > ticksAhead) {
        settle();
      }
      while (!waiting.isEmpty() && waiting.peek().acknowledged().getAsBoolean()) {
        send(waiting.remove().tick());
      }
      return;
    }
    // Ticks alone need no wait: they follow each other in one partition.
    if (unsettled) {
      settle();
    }
    send(tick);
  }

  private void send(SettledTick tick) {
    ClockTick value = new ClockTick(Instant.ofEpochMilli(tick.ingestTime()), true);
    sink.send(Topic.CLOCK, 0, null, null, tick.ingestTime(), ticks.write(value));
  }
}
