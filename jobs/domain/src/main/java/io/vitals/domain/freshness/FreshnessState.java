package io.vitals.domain.freshness;

import io.vitals.schemas.FreshnessCause;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.SourceArrivals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of a source. Flat; bounded by its partitions and what its parts remember.
 *
 * @param arrived what arrived
 * @param verdict how it does
 * @param hour the hour being counted
 * @param learned what its last weeks say
 * @param fresh how long it was fresh
 * @param lags how late its records are
 */
public record FreshnessState(
    Arrived arrived,
    Verdict verdict,
    CurrentHour hour,
    LearnedWeek learned,
    FreshHours fresh,
    RecentLags lags) {
  /** Before everything. */
  public static final long NEVER = Long.MIN_VALUE;

  static final long MILLIS_AN_HOUR = 3_600_000;

  /**
   * What arrived, by times of ingest in epoch milliseconds.
   *
   * @param partitions each partition anything usable came in, by number
   * @param lastArrival latest arrival that could be used
   * @param lastRecord latest of them that was a record
   * @param lastEventTime latest event time
   * @param progressAt when {@code complete_through} advanced last, or, of a source that sends no
   *     heartbeats, the latest event time
   * @param offsetsThen the last usable offset of each partition then, in the order of partitions
   */
  public record Arrived(
      List<PartitionArrivals> partitions,
      long lastArrival,
      long lastRecord,
      long lastEventTime,
      long progressAt,
      List<Long> offsetsThen) {

    /** Reads absent parts as nothing arrived. */
    public Arrived {
      partitions = partitions == null ? List.of() : partitions;
      offsetsThen = offsetsThen == null ? List.of() : offsetsThen;
    }

    static Arrived nothing() {
      return new Arrived(null, NEVER, NEVER, NEVER, NEVER, null);
    }

    /** Up to when it is complete in every partition that says so; {@link #NEVER} if none does. */
    public long completeThrough() {
      long least = Long.MAX_VALUE;
      for (PartitionArrivals partition : partitions) {
        least = partition.beats() ? Math.min(least, partition.completeThrough()) : least;
      }
      return least == Long.MAX_VALUE ? NEVER : least;
    }
  }

  /**
   * A verdict.
   *
   * @param status how the source does; null before the first verdict
   * @param cause what is wrong
   * @param since since when, epoch milliseconds
   * @param wellSince since when nothing is wrong and all has caught up, after a break
   * @param lastGood up to when all was well; {@link #NEVER}
   * @param lastGoodEventTime latest event time then
   * @param lastGoodOffsets last usable offset of each partition then, in the order of partitions
   */
  public record Verdict(
      FreshnessStatus status,
      FreshnessCause cause,
      long since,
      long wellSince,
      long lastGood,
      long lastGoodEventTime,
      List<Long> lastGoodOffsets) {

    /** Reads absent parts as nothing known. */
    public Verdict {
      cause = cause == null ? FreshnessCause.NONE : cause;
      lastGoodOffsets = lastGoodOffsets == null ? List.of() : lastGoodOffsets;
    }

    static Verdict none() {
      return new Verdict(null, null, NEVER, NEVER, NEVER, NEVER, null);
    }

    /** Whether what the source feeds is held. */
    boolean gates() {
      return status != null && FreshnessRules.holds(status);
    }
  }

  /**
   * The hour of ingest time being counted, and the last whole one.
   *
   * @param hour hours since the epoch; {@link #NEVER} before the first
   * @param judgedTo up to when time is accounted for, epoch milliseconds
   * @param records records accepted in it so far
   * @param silence longest time in it so far without an arrival, milliseconds
   * @param recordSilence longest time in it so far without a record, milliseconds
   * @param good whether it may be learned from: whole, and all was well
   * @param lastRecords records of the last whole hour
   * @param lowHours whole hours in a row with far too few records, at most 2
   * @param fullHours whole hours in a row with enough again, at most 2
   */
  public record CurrentHour(
      long hour,
      long judgedTo,
      int records,
      long silence,
      long recordSilence,
      boolean good,
      int lastRecords,
      int lowHours,
      int fullHours) {

    static CurrentHour none() {
      return new CurrentHour(NEVER, NEVER, 0, 0, 0, false, 0, 0, 0);
    }
  }

  /** Reads absent parts as nothing known. */
  public FreshnessState {
    arrived = arrived == null ? Arrived.nothing() : arrived;
    verdict = verdict == null ? Verdict.none() : verdict;
    hour = hour == null ? CurrentHour.none() : hour;
    learned = learned == null ? LearnedWeek.empty() : learned;
    fresh = fresh == null ? FreshHours.empty() : fresh;
    lags = lags == null ? RecentLags.empty() : lags;
  }

  /** A source of which nothing is known. */
  public static FreshnessState empty() {
    return new FreshnessState(null, null, null, null, null, null);
  }

  FreshnessState with(Verdict newVerdict) {
    return new FreshnessState(arrived, newVerdict, hour, learned, fresh, lags);
  }

  FreshnessState with(CurrentHour newHour, LearnedWeek newLearned, FreshHours newFresh) {
    return new FreshnessState(arrived, verdict, newHour, newLearned, newFresh, lags);
  }

  /**
   * The state after arrivals became known, not yet judged. Arrivals of one instant may be given in
   * any order.
   *
   * @param row a row of {@code source.arrivals}; time must have come to its ingest time
   */
  public FreshnessState with(SourceArrivals row) {
    long records = row.getCreated() + row.getUpdated() + row.getDeleted();
    boolean usable = row.getLastArrivalTime() != null;
    long arrival = millis(row.getLastArrivalTime());
    long complete = millis(row.getCompleteThrough());
    List<PartitionArrivals> partitions = new ArrayList<>(arrived.partitions());
    if (usable) {
      int place = 0;
      while (place < partitions.size() && partitions.get(place).partition() < row.getPartition()) {
        place++;
      }
      if (place == partitions.size() || partitions.get(place).partition() != row.getPartition()) {
        partitions.add(place, new PartitionArrivals(row.getPartition(), NEVER, -1, NEVER));
      }
      long offset = row.getLastOffset() == null ? -1 : row.getLastOffset();
      partitions.set(place, partitions.get(place).with(arrival, offset, complete));
    }
    Arrived next =
        new Arrived(
            partitions,
            Math.max(arrived.lastArrival(), arrival),
            records + row.getDuplicates() > 0
                ? Math.max(arrived.lastRecord(), arrival)
                : arrived.lastRecord(),
            Math.max(arrived.lastEventTime(), millis(row.getLastEventTime())),
            arrived.progressAt(),
            arrived.offsetsThen());
    boolean beats = next.completeThrough() != NEVER;
    boolean progress =
        beats
            ? next.completeThrough() > arrived.completeThrough()
            : next.lastEventTime() > arrived.lastEventTime();
    if (progress) {
      next =
          new Arrived(
              next.partitions(),
              next.lastArrival(),
              next.lastRecord(),
              next.lastEventTime(),
              Math.max(next.progressAt(), arrival),
              next.partitions().stream().map(PartitionArrivals::lastOffset).toList());
    }
    long rowsHour = Math.floorDiv(row.getIngestTime().toEpochMilli(), MILLIS_AN_HOUR);
    RecentLags newLags =
        row.getLagCounts().isEmpty() ? lags : lags.with(rowsHour, row.getLagCounts());
    CurrentHour counted =
        new CurrentHour(
            hour.hour(),
            hour.judgedTo(),
            (int) Math.min(Integer.MAX_VALUE, hour.records() + records),
            usable
                ? Math.max(hour.silence(), arrival - silentSince(arrived.lastArrival()))
                : hour.silence(),
            next.lastRecord() > arrived.lastRecord()
                ? Math.max(
                    hour.recordSilence(), next.lastRecord() - silentSince(arrived.lastRecord()))
                : hour.recordSilence(),
            hour.good(),
            hour.lastRecords(),
            hour.lowHours(),
            hour.fullHours());
    return new FreshnessState(next, verdict, counted, learned, fresh, newLags);
  }

  private long silentSince(long last) {
    long start = hour.hour() == NEVER ? Long.MAX_VALUE : hour.hour() * MILLIS_AN_HOUR;
    return Math.max(start, last);
  }

  private static long millis(Instant time) {
    return time == null ? NEVER : time.toEpochMilli();
  }
}
