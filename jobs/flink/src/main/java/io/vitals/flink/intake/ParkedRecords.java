package io.vitals.flink.intake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Records that wait for a key to be mapped, in the order they came; no more than a limit. Not
 * thread-safe.
 */
final class ParkedRecords {
  private final int limit;
  private final Deque<Parked> waiting = new ArrayDeque<>();

  /** How many wait for a key, so that a mapping nobody waits for costs one look. */
  private final Map<String, Integer> awaited = new HashMap<>();

  private record Parked(String key, SourceRecord record) {}

  ParkedRecords(int limit) {
    this.limit = limit;
  }

  /** Lets a record wait; returns the oldest when there is no room for both. */
  Optional<SourceRecord> add(String key, SourceRecord record) {
    Optional<SourceRecord> oldest = Optional.empty();
    if (waiting.size() >= limit) {
      Parked first = waiting.poll();
      forget(first);
      oldest = Optional.of(first.record());
    }
    waiting.add(new Parked(key, record));
    awaited.merge(key, 1, Integer::sum);
    return oldest;
  }

  /** Takes out what waits for a key. */
  List<SourceRecord> release(String key) {
    return awaited.containsKey(key) ? takeOut(parked -> parked.key().equals(key)) : List.of();
  }

  /** Takes out what has waited for a grace at a time, both in milliseconds. */
  List<SourceRecord> releaseAfter(long graceMillis, long time) {
    return takeOut(parked -> parked.record().timestamp() + graceMillis <= time);
  }

  /** All that waits. */
  List<SourceRecord> all() {
    return waiting.stream().map(Parked::record).toList();
  }

  private List<SourceRecord> takeOut(Predicate<Parked> chosen) {
    List<SourceRecord> taken = new ArrayList<>();
    Iterator<Parked> all = waiting.iterator();
    while (all.hasNext()) {
      Parked next = all.next();
      if (chosen.test(next)) {
        all.remove();
        forget(next);
        taken.add(next.record());
      }
    }
    return taken;
  }

  private void forget(Parked parked) {
    awaited.computeIfPresent(parked.key(), (key, count) -> count == 1 ? null : count - 1);
  }
}
