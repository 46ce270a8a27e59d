package io.vitals.domain.health;

import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.schemas.Entity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How complete each declared source was, as known at any instant.
 *
 * <ol>
 *   <li>A source is complete up to the least that its heartbeats said in any partition.
 *   <li>It may lag by what it declares as {@code settles_within}: up to so much beyond, absence
 *       counts.
 *   <li>A source that never said anything is judged by its freshness alone and holds no age back.
 *   <li>An entity is complete as far as every source that feeds it.
 * </ol>
 *
 * <p>Words may come in any order. Not thread-safe.
 */
public final class KnownCompleteness {
  private final Map<String, SourceDeclaration> declared;
  private final Map<Place, NavigableMap<Long, Long>> words = new TreeMap<>();
  private Completeness last;
  private Instant lastAsked;

  /** Where something was said. */
  private record Place(String source, int partition) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int bySource = source.compareTo(other.source);
      return bySource != 0 ? bySource : Integer.compare(partition, other.partition);
    }
  }

  /**
   * Nothing known yet.
   *
   * @param declared the declared sources by id; others have no say
   */
  public KnownCompleteness(Map<String, SourceDeclaration> declared) {
    this.declared = declared;
  }

  /**
   * Adds what a source said in a partition; what says less than was known by then changes nothing.
   *
   * @param known when it became known, epoch milliseconds
   * @param through what is complete, epoch milliseconds
   * @return whether anything changed
   */
  public boolean add(String source, int partition, long known, long through) {
    if (!declared.containsKey(source)) {
      return false;
    }
    NavigableMap<Long, Long> said =
        words.computeIfAbsent(new Place(source, partition), place -> new TreeMap<>());
    Map.Entry<Long, Long> before = said.floorEntry(known);
    if (before != null && before.getValue() >= through) {
      return false;
    }
    said.put(known, through);
    NavigableMap<Long, Long> after = said.tailMap(known, false);
    while (!after.isEmpty() && after.firstEntry().getValue() <= through) {
      after.pollFirstEntry();
    }
    lastAsked = null;
    return true;
  }

  /**
   * Forgets what a source said in a partition before time, but the latest of it.
   *
   * @param watermark nothing is asked of before it, epoch milliseconds
   * @return when what is forgotten became known
   */
  public List<Long> forget(String source, int partition, long watermark) {
    NavigableMap<Long, Long> said = words.get(new Place(source, partition));
    Long latest = said == null ? null : said.floorKey(watermark);
    if (latest == null) {
      return List.of();
    }
    NavigableMap<Long, Long> past = said.headMap(latest, false);
    List<Long> forgotten = new ArrayList<>(past.keySet());
    past.clear();
    return forgotten;
  }

  /** How complete everything was as known at an instant. */
  public Completeness at(Instant now) {
    if (!now.equals(lastAsked)) {
      last = asked(now);
      lastAsked = now;
    }
    return last;
  }

  private Completeness asked(Instant now) {
    long time = now.toEpochMilli();
    long usage = time;
    long tickets = time;
    long crm = time;
    for (Map.Entry<Place, NavigableMap<Long, Long>> entry : words.entrySet()) {
      Map.Entry<Long, Long> word = entry.getValue().floorEntry(time);
      if (word == null) {
        continue;
      }
      SourceDeclaration source = declared.get(entry.getKey().source());
      long counted = word.getValue() + source.settlesWithin().toMillis();
      for (Entity entity : source.entities()) {
        switch (entity) {
          case TELEMETRY -> usage = Math.min(usage, counted);
          case TICKET -> tickets = Math.min(tickets, counted);
          case ACCOUNT, SUBSCRIPTION -> crm = Math.min(crm, counted);
          case OUTCOME, HEARTBEAT, UNKNOWN -> {}
        }
      }
    }
    return usage == time && tickets == time && crm == time
        ? Completeness.of(now)
        : new Completeness(
            Instant.ofEpochMilli(usage), Instant.ofEpochMilli(tickets), Instant.ofEpochMilli(crm));
  }
}
