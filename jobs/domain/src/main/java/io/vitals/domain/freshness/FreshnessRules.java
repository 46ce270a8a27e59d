package io.vitals.domain.freshness;

import static io.vitals.domain.freshness.FreshnessState.MILLIS_AN_HOUR;
import static io.vitals.domain.freshness.FreshnessState.NEVER;

import io.vitals.domain.freshness.FreshnessState.Arrived;
import io.vitals.domain.freshness.FreshnessState.Verdict;
import io.vitals.schemas.FreshnessCause;
import io.vitals.schemas.FreshnessStatus;
import java.time.Instant;
import java.util.List;

/**
 * Judges a source. The first rule that holds decides; each is one small method. Silence is measured
 * in the time in which the source is expected ({@link ExpectedTime}), by its cadence.
 *
 * <ol>
 *   <li>NEVER_HEARD: nothing usable ever arrived. STALE.
 *   <li>NO_ARRIVALS: nothing, not even a heartbeat, for {@link #BROKEN_AT} cadences. SILENT.
 *   <li>QUIET_PARTITIONS: the same in a partition that had heartbeats, since a heartbeat goes into
 *       each. STALE.
 *   <li>OLD_DATA and STUCK_UPSTREAM: it arrives, but {@code complete_through} (of a source without
 *       heartbeats: the latest event time) has not moved for so long, with records and without; or
 *       it moves but lags so far beyond what the source declares. STALE.
 *   <li>HEARTBEATS_ONLY: no record for so long, and for twice as long as was usual in its last good
 *       weeks, in hours in which records come all the time, and {@link #LEAST_MISSING} records are
 *       missing by now: of few records an hour, none for a while is chance. STALE, until a record
 *       comes.
 *   <li>LOW_VOLUME: two whole hours in a row with less than half of the usual records, too few to
 *       be chance, until two hours have four fifths again. STALE.
 *   <li>After a break nothing is wrong, but not yet for one cadence with everything caught up, or
 *       for {@link #STEADILY_BEHIND} in which it did not catch up and fell no further behind:
 *       RECOVERING.
 *   <li>LATE: after more than {@link #LATE_AFTER} cadences without an arrival.
 *   <li>Else FRESH.
 * </ol>
 *
 * <p>All times are ingest times; the verdict depends on what arrived and on time alone, so it is
 * the same however the arrivals were batched. A backlog in intake is no silence: time waits for it.
 */
public final class FreshnessRules {
  /** Above this many cadences without an arrival a source is late. */
  public static final double LATE_AFTER = 1.25;

  /** From this many cadences on it is broken. */
  public static final int BROKEN_AT = 2;

  /** After so many cadences what is still a little behind is so by nature. */
  static final int STEADILY_BEHIND = 4;

  /**
   * So many records of the usual must be missing before their absence is a break. None where 20 are
   * expected is chance once in 500 million times, and still rare where they come in bursts of a
   * few.
   */
  static final int LEAST_MISSING = 20;

  private final SourceDeclaration source;
  private final FreshnessState state;
  private final UsualHours usual;
  private final CadenceInForce cadence;
  private final Arrived arrived;
  private final long now;

  private FreshnessRules(SourceDeclaration source, FreshnessState state, long now) {
    this.source = source;
    this.state = state;
    this.usual = new UsualHours(source, state.learned());
    this.cadence = CadenceInForce.of(source, state.learned());
    this.arrived = state.arrived();
    this.now = now;
  }

  /**
   * Whether what a source feeds is held while it does so: it is broken, or not yet well again.
   *
   * @param status how the source does
   */
  public static boolean holds(FreshnessStatus status) {
    return switch (status) {
      case STALE, SILENT, RECOVERING -> true;
      case FRESH, LATE -> false;
    };
  }

  /**
   * The state judged at an instant, all that arrived by then being known.
   *
   * @param state the state as of the last time it was judged, with arrivals since
   */
  public static FreshnessState judged(
      SourceDeclaration source, FreshnessState state, Instant instant) {
    FreshnessRules rules = new FreshnessRules(source, state, instant.toEpochMilli());
    return state.with(rules.verdict());
  }

  /**
   * When the verdict may change next if nothing arrives.
   *
   * @return epoch milliseconds, after the instant; {@link Long#MAX_VALUE} when only an arrival can
   *     change it
   */
  public static long nextChange(SourceDeclaration source, FreshnessState state, Instant instant) {
    return new FreshnessRules(source, state, instant.toEpochMilli()).nextChange();
  }

  private Verdict verdict() {
    Verdict before = state.verdict();
    FreshnessCause cause = cause();
    if (cause != FreshnessCause.NONE) {
      FreshnessStatus status =
          cause == FreshnessCause.NO_ARRIVALS ? FreshnessStatus.SILENT : FreshnessStatus.STALE;
      return before.gates() ? changed(status, cause, NEVER) : broken(status, cause);
    }
    boolean wasBroken = before.gates() && before.cause() != FreshnessCause.NEVER_HEARD;
    if (wasBroken) {
      boolean started = before.wellSince() != NEVER && (isCaughtUp() || isSteadilyBehind());
      long wellSince = started ? before.wellSince() : now;
      if (cadence.age(wellSince, now) < cadence.millis()) {
        return changed(FreshnessStatus.RECOVERING, FreshnessCause.CATCHING_UP, wellSince);
      }
    }
    boolean late = cadence.age(arrived.lastArrival(), now) > lateAfter();
    FreshnessStatus status = late ? FreshnessStatus.LATE : FreshnessStatus.FRESH;
    Verdict well = changed(status, FreshnessCause.NONE, NEVER);
    return new Verdict(well.status(), well.cause(), well.since(), NEVER, NEVER, NEVER, List.of());
  }

  private FreshnessCause cause() {
    if (arrived.lastArrival() == NEVER) {
      return FreshnessCause.NEVER_HEARD;
    }
    if (isOverdue(arrived.lastArrival())) {
      return FreshnessCause.NO_ARRIVALS;
    }
    for (PartitionArrivals partition : arrived.partitions()) {
      if (isQuiet(partition)) {
        return FreshnessCause.QUIET_PARTITIONS;
      }
    }
    if (standsStill() || isFarBehind()) {
      return arrived.lastRecord() > arrived.progressAt()
          ? FreshnessCause.OLD_DATA
          : FreshnessCause.STUCK_UPSTREAM;
    }
    if (recordsAreOverdue()) {
      return FreshnessCause.HEARTBEATS_ONLY;
    }
    return state.hour().lowHours() >= 2 ? FreshnessCause.LOW_VOLUME : FreshnessCause.NONE;
  }

  private boolean isOverdue(long since) {
    return cadence.age(since, now) >= BROKEN_AT * cadence.millis();
  }

  private boolean isQuiet(PartitionArrivals partition) {
    return partition.beats() && isOverdue(partition.lastArrival());
  }

  /** A source without heartbeats that sends nothing has nothing that could stand still. */
  private boolean standsStill() {
    boolean beats = arrived.completeThrough() != NEVER;
    boolean moves = beats || arrived.lastRecord() > arrived.progressAt();
    return moves && arrived.progressAt() != NEVER && isOverdue(arrived.progressAt());
  }

  private boolean isFarBehind() {
    return arrived.completeThrough() != NEVER && isOverdue(settled());
  }

  private boolean isCaughtUp() {
    return arrived.completeThrough() == NEVER || cadence.age(settled(), now) < cadence.millis();
  }

  /** It is back for long, further behind than it should be, and not so far that it is broken. */
  private boolean isSteadilyBehind() {
    Verdict before = state.verdict();
    return before.status() == FreshnessStatus.RECOVERING
        && cadence.age(before.since(), now) >= STEADILY_BEHIND * cadence.millis();
  }

  private long settled() {
    return arrived.completeThrough() + source.settlesWithin().toMillis();
  }

  private boolean recordsAreOverdue() {
    long since = arrived.lastRecord();
    if (since == NEVER || !isOverdue(since)) {
      return false;
    }
    // Only a record ends it: at night, when none is usual, nothing has been mended.
    return state.verdict().cause() == FreshnessCause.HEARTBEATS_ONLY
        || (usual.hasSteadyRecords(now)
            && recordTime().between(since, now) >= longestWithoutRecord());
  }

  /** Time in which records are usual. */
  private ExpectedTime recordTime() {
    return new ExpectedTime(source.calendar(), usual::hasSteadyRecords);
  }

  private long longestWithoutRecord() {
    long silence = usual.recordSilenceSeconds(now) * 1_000L;
    double hours = LEAST_MISSING / Math.max(1, usual.records(now));
    return Math.max(
        BROKEN_AT * Math.max(silence, cadence.millis()), Math.round(hours * MILLIS_AN_HOUR));
  }

  private long lateAfter() {
    return (long) (cadence.millis() * LATE_AFTER);
  }

  private Verdict changed(FreshnessStatus status, FreshnessCause cause, long wellSince) {
    Verdict before = state.verdict();
    boolean same = status == before.status();
    return new Verdict(
        status,
        cause,
        same ? before.since() : now,
        wellSince,
        before.lastGood(),
        before.lastGoodEventTime(),
        before.lastGoodOffsets());
  }

  /** A break begins: what was when all was still well is kept from now on. */
  private Verdict broken(FreshnessStatus status, FreshnessCause cause) {
    long lastGood =
        switch (cause) {
          case NO_ARRIVALS -> arrived.lastArrival();
          case QUIET_PARTITIONS -> quietSince();
          case OLD_DATA, STUCK_UPSTREAM -> arrived.progressAt();
          case HEARTBEATS_ONLY -> arrived.lastRecord();
          case LOW_VOLUME -> (state.hour().hour() - 2) * MILLIS_AN_HOUR;
          case NEVER_HEARD, CATCHING_UP, NONE, UNKNOWN -> NEVER;
        };
    boolean known = lastGood != NEVER;
    return new Verdict(
        status,
        cause,
        now,
        NEVER,
        lastGood,
        known ? arrived.lastEventTime() : NEVER,
        known ? arrived.offsetsThen() : List.of());
  }

  private long quietSince() {
    long earliest = Long.MAX_VALUE;
    for (PartitionArrivals partition : arrived.partitions()) {
      if (isQuiet(partition)) {
        earliest = Math.min(earliest, partition.lastArrival());
      }
    }
    return earliest;
  }

  /** Partitions that went quiet while others go on. */
  static List<Integer> quietPartitions(
      SourceDeclaration source, FreshnessState state, Instant instant) {
    FreshnessRules rules = new FreshnessRules(source, state, instant.toEpochMilli());
    return rules.arrived.partitions().stream()
        .filter(rules::isQuiet)
        .map(PartitionArrivals::partition)
        .toList();
  }

  private long nextChange() {
    if (arrived.lastArrival() == NEVER) {
      return Long.MAX_VALUE;
    }
    long broken = BROKEN_AT * cadence.millis();
    long next = Long.MAX_VALUE;
    next = sooner(next, arrived.lastArrival(), lateAfter() + 1);
    next = sooner(next, arrived.lastArrival(), broken);
    for (PartitionArrivals partition : arrived.partitions()) {
      next = partition.beats() ? sooner(next, partition.lastArrival(), broken) : next;
    }
    next = sooner(next, arrived.progressAt(), broken);
    if (arrived.completeThrough() != NEVER) {
      next = sooner(next, settled(), broken);
    }
    if (arrived.lastRecord() != NEVER && usual.hasSteadyRecords(now)) {
      long overdue = recordTime().after(arrived.lastRecord(), longestWithoutRecord());
      next = overdue > now ? Math.min(next, overdue) : next;
    }
    return sooner(next, state.verdict().wellSince(), cadence.millis());
  }

  private long sooner(long next, long from, long millis) {
    if (from == NEVER) {
      return next;
    }
    long then = cadence.time().after(from, millis);
    return then > now ? Math.min(next, then) : next;
  }
}
