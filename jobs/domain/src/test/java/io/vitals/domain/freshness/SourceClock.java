package io.vitals.domain.freshness;

import io.vitals.schemas.Entity;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.SourceFreshness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A source under a written clock: it is judged when something arrives and when a verdict ends. */
final class SourceClock {
  private static final long HOUR = 3_600_000;

  private final SourceDeclaration source;
  private final List<SourceFreshness> transitions = new ArrayList<>();
  private FreshnessState state = FreshnessState.empty();
  private long now = FreshnessState.NEVER;

  SourceClock(SourceDeclaration source) {
    this.source = source;
  }

  static SourceDeclaration declared(String yaml) {
    return SourcesFile.parse(
            """
            sources:
              - id: product
                system: test
                topic: source.telemetry
                entities: [telemetry]
                ingest_time: broker
                owner: test
            """
                + yaml.indent(4))
        .get(0);
  }

  /** Lets time come to an instant: each verdict that ends before is given when it ends. */
  SourceClock to(Instant instant) {
    long end = instant.toEpochMilli();
    while (now != FreshnessState.NEVER) {
      long next =
          Math.min(
              FreshnessRules.nextChange(source, state, Instant.ofEpochMilli(now)),
              (Math.floorDiv(now, HOUR) + 1) * HOUR);
      if (next >= end) {
        break;
      }
      judge(next, List.of());
    }
    return this;
  }

  /** Arrivals of an instant. */
  SourceClock arrive(Instant instant, SourceArrivals... rows) {
    to(instant);
    judge(instant.toEpochMilli(), List.of(rows));
    return this;
  }

  private void judge(long time, List<SourceArrivals> rows) {
    Instant instant = Instant.ofEpochMilli(time);
    FreshnessState before = state;
    state = PassingTime.to(source, state, instant);
    for (SourceArrivals row : rows) {
      state = state.with(row);
    }
    state = FreshnessRules.judged(source, state, instant);
    now = time;
    if (state.verdict().status() != before.verdict().status()
        || state.verdict().cause() != before.verdict().cause()) {
      transitions.add(FreshnessRow.of(source, state, instant, true));
    }
  }

  FreshnessState state() {
    return state;
  }

  SourceFreshness row() {
    return FreshnessRow.of(source, state, Instant.ofEpochMilli(now), false);
  }

  List<SourceFreshness> transitions() {
    return transitions;
  }

  /** The first transition of a kind at or after an instant; null when there is none. */
  SourceFreshness first(Instant from, FreshnessStatus... statuses) {
    return transitions.stream()
        .filter(row -> !row.getIngestTime().isBefore(from))
        .filter(row -> List.of(statuses).contains(row.getStatus()))
        .findFirst()
        .orElse(null);
  }

  static SourceArrivals heartbeat(Instant at, int partition, Instant completeThrough) {
    return SourceArrivals.newBuilder()
        .setIngestTime(at)
        .setSource("product")
        .setEntity(Entity.HEARTBEAT)
        .setPartition(partition)
        .setHeartbeats(1)
        .setLastArrivalTime(at)
        .setLastOffset(at.toEpochMilli() / 1000)
        .setCompleteThrough(completeThrough)
        .build();
  }

  static SourceArrivals records(Instant at, int partition, long count, Instant latestEvent) {
    List<Long> lags = new ArrayList<>(Collections.nCopies(RecentLags.BUCKETS, 0L));
    lags.set(
        RecentLags.bucketOf(Math.max(0, at.toEpochMilli() - latestEvent.toEpochMilli())), count);
    return SourceArrivals.newBuilder()
        .setIngestTime(at)
        .setSource("product")
        .setEntity(Entity.TELEMETRY)
        .setPartition(partition)
        .setCreated(count)
        .setLastArrivalTime(at)
        .setLastOffset(at.toEpochMilli() / 1000)
        .setLastEventTime(latestEvent)
        .setLagCounts(lags)
        .build();
  }
}
