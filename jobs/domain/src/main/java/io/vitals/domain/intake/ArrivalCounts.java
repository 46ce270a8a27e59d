package io.vitals.domain.intake;

import io.vitals.domain.freshness.RecentLags;
import io.vitals.schemas.Entity;
import io.vitals.schemas.Operation;
import io.vitals.schemas.SourceArrivals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Counts what arrives, per source, entity and partition, in buckets of ingest time, until time
 * passes a bucket's end. Holds no more than the buckets between two watermarks. Not thread-safe.
 */
public final class ArrivalCounts {
  /**
   * Width of a bucket, milliseconds: freshness learns of an arrival no later than this behind time.
   */
  public static final long BUCKET_MILLIS = 10_000;

  /**
   * How much of arrival a row counts at most, milliseconds: while history loads, a source is judged
   * as if it were expected no more often than this.
   */
  public static final long SPAN_MILLIS = 300_000;

  private static final List<Long> NO_LAGS =
      List.copyOf(Collections.nCopies(RecentLags.BUCKETS, 0L));

  private record Key(long bucket, String source, Entity entity, int partition) {}

  private final Map<Key, SourceArrivals> buckets = new HashMap<>();

  /** What became of a record that arrived. */
  public enum Fate {
    ACCEPTED,
    DUPLICATE,
    LATE,
    DEAD_LETTER,
    HEARTBEAT,
    /** It has no value: ignored. */
    NULL_VALUE;

    /**
     * Whether a source that sends this is well: what it sends can be used, or was sent before. One
     * that sends only what cannot be used, or only the distant past, feeds nothing.
     */
    boolean isSignOfLife() {
      return this == ACCEPTED || this == DUPLICATE || this == HEARTBEAT;
    }
  }

  /**
   * A record that arrived.
   *
   * @param source the source that sent it
   * @param entity what it is about
   * @param partition the source topic's partition it came in
   * @param offset its offset there
   * @param fate what became of it
   * @param operation what it does; null when unknown
   * @param arrivalTime when it came, epoch milliseconds, whether or not it then had to wait
   * @param eventTime when it happened; null when unknown
   * @param completeThrough what a heartbeat says; null otherwise
   * @param restamped whether it came behind intake's time
   * @param filledFields which optional fields an accepted record has filled, see {@link
   *     Judgement.Accepted}
   * @param nameJudged whether its event name was looked up in a taxonomy
   * @param unknownName the event name that was not in it; null otherwise
   */
  public record Arrival(
      String source,
      Entity entity,
      int partition,
      long offset,
      Fate fate,
      Operation operation,
      long arrivalTime,
      Long eventTime,
      Long completeThrough,
      boolean restamped,
      long filledFields,
      boolean nameJudged,
      String unknownName) {}

  /** Counts an arrival. */
  public void add(Arrival arrival) {
    SourceArrivals row =
        buckets.computeIfAbsent(
            new Key(
                Math.floorDiv(arrival.arrivalTime(), BUCKET_MILLIS),
                arrival.source(),
                arrival.entity(),
                arrival.partition()),
            ArrivalCounts::emptyRow);
    count(row, arrival);
    if (arrival.fate().isSignOfLife()) {
      row.setLastArrivalTime(later(row.getLastArrivalTime(), arrival.arrivalTime()));
      row.setLastOffset(greater(row.getLastOffset(), arrival.offset()));
    }
    if (arrival.completeThrough() != null) {
      row.setCompleteThrough(later(row.getCompleteThrough(), arrival.completeThrough()));
    }
  }

  /**
   * Takes out what arrived up to a time: one row per source, entity, partition and {@link
   * #SPAN_MILLIS} of arrival, stamped with the end of what it counts, in a fixed order. When time
   * goes in leaps, as while history loads, an arrival in between is so known when it came, and not
   * taken for silence.
   *
   * @param before the watermark up to which was taken before, epoch milliseconds: no row is stamped
   *     so early
   * @param upTo the watermark, epoch milliseconds
   */
  public List<SourceArrivals> takeUpTo(long before, long upTo) {
    Map<Key, SourceArrivals> rows = new HashMap<>();
    Iterator<Map.Entry<Key, SourceArrivals>> entries = buckets.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Key, SourceArrivals> entry = entries.next();
      Key key = entry.getKey();
      long end = (key.bucket() + 1) * BUCKET_MILLIS - 1;
      if (end <= upTo) {
        SourceArrivals row = entry.getValue();
        row.setIngestTime(Instant.ofEpochMilli(Math.max(end, before + 1)));
        rows.merge(
            new Key(
                Math.floorDiv(row.getIngestTime().toEpochMilli(), SPAN_MILLIS),
                key.source(),
                key.entity(),
                key.partition()),
            row,
            ArrivalCounts::merge);
        entries.remove();
      }
    }
    return rows.values().stream()
        .sorted(
            Comparator.comparing(SourceArrivals::getIngestTime)
                .thenComparing(SourceArrivals::getSource)
                .thenComparing(SourceArrivals::getEntity)
                .thenComparing(SourceArrivals::getPartition))
        .toList();
  }

  /** What is still counted: each row stamped with the start of its bucket. For a snapshot. */
  public List<SourceArrivals> open() {
    List<SourceArrivals> rows = new ArrayList<>();
    buckets.forEach(
        (key, row) ->
            rows.add(
                SourceArrivals.newBuilder(row)
                    .setIngestTime(Instant.ofEpochMilli(key.bucket() * BUCKET_MILLIS))
                    .build()));
    return rows;
  }

  /**
   * Takes back a row of {@link #open()}; what a release with other fields observed is left out,
   * since it says nothing of these.
   */
  public void restore(SourceArrivals row) {
    if (row.getObserved() > 0 && !ObservedFields.areOf(row)) {
      ObservedFields.forget(row);
    }
    buckets.merge(
        new Key(
            Math.floorDiv(row.getIngestTime().toEpochMilli(), BUCKET_MILLIS),
            row.getSource(),
            row.getEntity(),
            row.getPartition()),
        row,
        ArrivalCounts::merge);
  }

  private static SourceArrivals emptyRow(Key key) {
    return SourceArrivals.newBuilder()
        .setIngestTime(Instant.EPOCH)
        .setSource(key.source())
        .setEntity(key.entity())
        .setPartition(key.partition())
        .setUnknownNames(new ArrayList<>())
        .build();
  }

  private static void count(SourceArrivals row, Arrival arrival) {
    switch (arrival.fate()) {
      case DUPLICATE -> {
        row.setDuplicates(row.getDuplicates() + 1);
        row.setDuplicatesCreated(row.getDuplicatesCreated() + creations(arrival));
      }
      case LATE -> row.setLate(row.getLate() + 1);
      case DEAD_LETTER -> {
        row.setDeadLetters(row.getDeadLetters() + 1);
        row.setDeadLettersCreated(row.getDeadLettersCreated() + creations(arrival));
      }
      case NULL_VALUE -> row.setNullValues(row.getNullValues() + 1);
      case HEARTBEAT -> row.setHeartbeats(row.getHeartbeats() + 1);
      case ACCEPTED -> countAccepted(row, arrival);
    }
  }

  /**
   * What cannot be decoded may have been anything; it is taken for something new, so that it is
   * missed.
   */
  private static int creations(Arrival arrival) {
    return arrival.operation() == null || arrival.operation() == Operation.CREATE ? 1 : 0;
  }

  private static void countAccepted(SourceArrivals row, Arrival arrival) {
    switch (arrival.operation()) {
      case CREATE -> row.setCreated(row.getCreated() + 1);
      case UPDATE, SNAPSHOT -> row.setUpdated(row.getUpdated() + 1);
      case DELETE -> row.setDeleted(row.getDeleted() + 1);
    }
    if (arrival.restamped()) {
      row.setRestamped(row.getRestamped() + 1);
    }
    long lag = arrival.arrivalTime() - arrival.eventTime();
    row.setLagSumMs(row.getLagSumMs() + lag);
    row.setLagMaxMs(greater(row.getLagMaxMs(), lag));
    if (row.getLagCounts().isEmpty()) {
      row.setLagCounts(new ArrayList<>(NO_LAGS));
    }
    add(row.getLagCounts(), RecentLags.bucketOf(lag), 1);
    row.setFirstEventTime(earlier(row.getFirstEventTime(), arrival.eventTime()));
    row.setLastEventTime(later(row.getLastEventTime(), arrival.eventTime()));
    if (arrival.operation() != Operation.DELETE) {
      ObservedFields.count(row, arrival.filledFields());
    }
    if (arrival.nameJudged()) {
      row.setNamesJudged(row.getNamesJudged() + 1);
    }
    if (arrival.unknownName() != null) {
      UnknownNames.add(row.getUnknownNames(), arrival.unknownName(), 1);
    }
  }

  private static SourceArrivals merge(SourceArrivals a, SourceArrivals b) {
    a.setIngestTime(later(a.getIngestTime(), b.getIngestTime().toEpochMilli()));
    a.setCreated(a.getCreated() + b.getCreated());
    a.setUpdated(a.getUpdated() + b.getUpdated());
    a.setDeleted(a.getDeleted() + b.getDeleted());
    a.setDuplicates(a.getDuplicates() + b.getDuplicates());
    a.setLate(a.getLate() + b.getLate());
    a.setDeadLetters(a.getDeadLetters() + b.getDeadLetters());
    a.setNullValues(a.getNullValues() + b.getNullValues());
    a.setDuplicatesCreated(a.getDuplicatesCreated() + b.getDuplicatesCreated());
    a.setDeadLettersCreated(a.getDeadLettersCreated() + b.getDeadLettersCreated());
    a.setHeartbeats(a.getHeartbeats() + b.getHeartbeats());
    a.setRestamped(a.getRestamped() + b.getRestamped());
    a.setLagSumMs(a.getLagSumMs() + b.getLagSumMs());
    if (b.getLagMaxMs() != null) {
      a.setLagMaxMs(greater(a.getLagMaxMs(), b.getLagMaxMs()));
    }
    if (b.getFirstEventTime() != null) {
      a.setFirstEventTime(earlier(a.getFirstEventTime(), b.getFirstEventTime().toEpochMilli()));
      a.setLastEventTime(later(a.getLastEventTime(), b.getLastEventTime().toEpochMilli()));
    }
    if (b.getLastArrivalTime() != null) {
      a.setLastArrivalTime(later(a.getLastArrivalTime(), b.getLastArrivalTime().toEpochMilli()));
    }
    if (b.getCompleteThrough() != null) {
      a.setCompleteThrough(later(a.getCompleteThrough(), b.getCompleteThrough().toEpochMilli()));
    }
    if (b.getLastOffset() != null) {
      a.setLastOffset(greater(a.getLastOffset(), b.getLastOffset()));
    }
    if (a.getLagCounts().isEmpty()) {
      a.setLagCounts(b.getLagCounts());
    } else {
      for (int bucket = 0; bucket < b.getLagCounts().size(); bucket++) {
        add(a.getLagCounts(), bucket, b.getLagCounts().get(bucket));
      }
    }
    ObservedFields.merge(a, b);
    a.setNamesJudged(a.getNamesJudged() + b.getNamesJudged());
    b.getUnknownNames()
        .forEach(name -> UnknownNames.add(a.getUnknownNames(), name.getName(), name.getRecords()));
    return a;
  }

  private static void add(List<Long> counts, int bucket, long more) {
    counts.set(bucket, counts.get(bucket) + more);
  }

  private static Long greater(Long known, long other) {
    return known == null || known < other ? (Long) other : known;
  }

  private static Instant later(Instant known, long other) {
    return known == null || known.toEpochMilli() < other ? Instant.ofEpochMilli(other) : known;
  }

  private static Instant earlier(Instant known, long other) {
    return known == null || known.toEpochMilli() > other ? Instant.ofEpochMilli(other) : known;
  }
}
