package io.vitals.flink.pipeline;

import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.wire.RecordReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Rows of {@code source.arrivals} added up: how they were cut says nothing. */
record ArrivalTotals(
    long created,
    long updated,
    long deleted,
    long duplicates,
    long late,
    long deadLetters,
    long nullValues,
    long heartbeats,
    long restamped,
    long lagSumMillis,
    Long lagMaxMillis,
    Instant firstEvent,
    Instant lastEvent,
    Instant lastArrival,
    Instant completeThrough) {

  /** By source, entity and partition. */
  static Map<String, ArrivalTotals> of(List<ConsumerRecord<byte[], byte[]>> rows) {
    RecordReader<SourceArrivals> reader = RecordReader.of(SourceArrivals.class);
    Map<String, ArrivalTotals> totals = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : rows) {
      SourceArrivals row = reader.read(record.value());
      totals.merge(
          row.getSource() + " " + row.getEntity() + " " + row.getPartition(),
          of(row),
          ArrivalTotals::plus);
    }
    return totals;
  }

  private static ArrivalTotals of(SourceArrivals row) {
    return new ArrivalTotals(
        row.getCreated(),
        row.getUpdated(),
        row.getDeleted(),
        row.getDuplicates(),
        row.getLate(),
        row.getDeadLetters(),
        row.getNullValues(),
        row.getHeartbeats(),
        row.getRestamped(),
        row.getLagSumMs(),
        row.getLagMaxMs(),
        row.getFirstEventTime(),
        row.getLastEventTime(),
        row.getLastArrivalTime(),
        row.getCompleteThrough());
  }

  private ArrivalTotals plus(ArrivalTotals other) {
    return new ArrivalTotals(
        created + other.created,
        updated + other.updated,
        deleted + other.deleted,
        duplicates + other.duplicates,
        late + other.late,
        deadLetters + other.deadLetters,
        nullValues + other.nullValues,
        heartbeats + other.heartbeats,
        restamped + other.restamped,
        lagSumMillis + other.lagSumMillis,
        greatest(lagMaxMillis, other.lagMaxMillis),
        least(firstEvent, other.firstEvent),
        greatest(lastEvent, other.lastEvent),
        greatest(lastArrival, other.lastArrival),
        greatest(completeThrough, other.completeThrough));
  }

  /** Records that arrived, whatever became of them; heartbeats are none. */
  long records() {
    return created + updated + deleted + duplicates + late + deadLetters + nullValues;
  }

  /** The counts by name. */
  Map<String, Long> byFate() {
    return Map.of(
        "created", created,
        "updated", updated,
        "deleted", deleted,
        "duplicates", duplicates,
        "late", late,
        "dead_letters", deadLetters,
        "null_values", nullValues,
        "heartbeats", heartbeats,
        "restamped", restamped);
  }

  private static <T extends Comparable<T>> T greatest(T a, T b) {
    return a == null || (b != null && b.compareTo(a) > 0) ? b : a;
  }

  private static <T extends Comparable<T>> T least(T a, T b) {
    return a == null || (b != null && b.compareTo(a) < 0) ? b : a;
  }
}
