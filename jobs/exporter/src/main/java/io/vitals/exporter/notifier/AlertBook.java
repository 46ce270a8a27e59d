package io.vitals.exporter.notifier;

import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The latest row of each episode that somebody must be told of: those that last, and those that
 * ended lately. One thread writes, any reads.
 */
final class AlertBook {
  private final Duration resolvedFor;
  private final Duration longestOutage;
  private final Map<String, Entry> entries = new HashMap<>();
  private long change;
  private Instant streamTime = Instant.EPOCH;
  private boolean caughtUp;

  /**
   * An empty book.
   *
   * @param resolvedFor how long an episode that is over is kept, to be told so
   * @param longestOutage how long this process may have been away: what ended in that time by the
   *     stream's own time is told, since an Alertmanager may still think that it lasts
   */
  AlertBook(Duration resolvedFor, Duration longestOutage) {
    this.resolvedFor = resolvedFor;
    this.longestOutage = longestOutage;
  }

  /** A row of the topic. */
  synchronized void apply(Alert alert, Instant now) {
    String id = alert.getEpisodeId();
    Entry before = entries.get(id);
    boolean isOver = alert.getPhase() == AlertPhase.RESOLVED || alert.getInhibitedBy() != null;
    boolean isLongOver =
        alert.getPhase() == AlertPhase.RESOLVED
            && alert.getIngestTime().isBefore(streamTime.minus(longestOutage));
    if (isLongOver && before == null) {
      return;
    }
    Instant ended = !isOver ? null : before == null || before.isFiring() ? now : before.ended();
    entries.put(id, new Entry(alert, ++change, ended));
    notifyAll();
  }

  /** The episode is no longer in the topic: it is over. */
  synchronized void remove(String episodeId, Instant now) {
    Entry entry = entries.get(episodeId);
    if (entry != null && entry.alert().getPhase() != AlertPhase.RESOLVED) {
      apply(Alert.newBuilder(entry.alert()).setPhase(AlertPhase.RESOLVED).build(), now);
    }
  }

  /** The stream's time came so far: nothing at or before will follow. */
  synchronized void passed(Instant time) {
    streamTime = time.isAfter(streamTime) ? time : streamTime;
  }

  /**
   * All that stood in the topic at the start is read. What ended is told for a while from now on;
   * what ended long ago is forgotten.
   */
  synchronized void caughtUp(Instant now) {
    caughtUp = true;
    Instant oldest = streamTime.minus(longestOutage);
    entries
        .values()
        .removeIf(
            entry ->
                entry.alert().getPhase() == AlertPhase.RESOLVED
                    && entry.alert().getIngestTime().isBefore(oldest));
    entries.replaceAll(
        (id, entry) -> entry.isFiring() ? entry : new Entry(entry.alert(), entry.change(), now));
    notifyAll();
  }

  /** Whether the book can be relied on. */
  synchronized boolean isCaughtUp() {
    return caughtUp;
  }

  /** How far the stream's time has come. */
  synchronized Instant streamTime() {
    return streamTime;
  }

  /** The last change. */
  synchronized long lastChange() {
    return change;
  }

  /**
   * The episodes that changed after a change, or all of them.
   *
   * @param after the change; -1: all
   */
  synchronized List<Entry> entries(long after, Instant now) {
    entries
        .values()
        .removeIf(
            entry ->
                entry.alert().getPhase() == AlertPhase.RESOLVED
                    && !entry.ended().plus(resolvedFor).isAfter(now));
    List<Entry> found = new ArrayList<>();
    for (Entry entry : entries.values()) {
      boolean isTold = entry.isFiring() || entry.ended().plus(resolvedFor).isAfter(now);
      if (entry.change() > after && isTold) {
        found.add(entry);
      }
    }
    return found;
  }

  /** The open episodes that a broken source explains, the greatest ARR first. */
  synchronized List<Alert> explainedBy(String source) {
    return entries.values().stream()
        .map(Entry::alert)
        .filter(alert -> source.equals(alert.getInhibitedBy()))
        .filter(alert -> alert.getPhase() != AlertPhase.RESOLVED)
        .sorted(ByArr.GREATEST_FIRST)
        .toList();
  }

  /** Waits until something changed after a change, or the time is over. */
  synchronized void awaitChange(long after, Duration atMost) throws InterruptedException {
    if (change <= after && !atMost.isNegative() && !atMost.isZero()) {
      // To wait for 0 is to wait for ever.
      wait(Math.max(1, atMost.toMillis()));
    }
  }

  /** How many episodes are told of as lasting, told of as over, and not told of. */
  synchronized Map<String, Long> counts() {
    Map<String, Long> counts = new HashMap<>(Map.of("firing", 0L, "resolved", 0L, "inhibited", 0L));
    for (Entry entry : entries.values()) {
      boolean isInhibited = entry.alert().getPhase() != AlertPhase.RESOLVED && !entry.isFiring();
      counts.merge(
          entry.isFiring() ? "firing" : isInhibited ? "inhibited" : "resolved", 1L, Long::sum);
    }
    return counts;
  }
}
