package io.vitals.local.history;

import io.vitals.schemas.ClockTick;
import io.vitals.schemas.Heartbeat;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Instant;

/**
 * Writes a history, step by step, and holds its rule: a tick is sent only when all before it is
 * acknowledged. Not thread-safe.
 */
public final class HistoryWriter {
  private final RecordSink sink;
  private final RecordWriter<Heartbeat> heartbeats = RecordWriter.of(Heartbeat.class);
  private final RecordWriter<ClockTick> ticks = RecordWriter.of(ClockTick.class);
  private long reached = Long.MIN_VALUE;
  private boolean unsettled;

  /** A writer into this sink, which stays the caller's to close. */
  public HistoryWriter(RecordSink sink) {
    this.sink = sink;
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
      sink.send(beat.topic(), partition, beat.source(), beat.source(), beat.ingestTime(), value);
    }
    unsettled = true;
  }

  private void write(SettledTick tick) {
    // Ticks alone need no wait: they follow each other in one partition.
    if (unsettled) {
      settle();
    }
    ClockTick value = new ClockTick(Instant.ofEpochMilli(tick.ingestTime()), true);
    sink.send(Topic.CLOCK, 0, null, null, tick.ingestTime(), ticks.write(value));
  }
}
