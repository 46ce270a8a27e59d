package io.vitals.domain.health;

import io.vitals.domain.freshness.CompletenessTimeline;
import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.schemas.Entity;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

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
 */
public final class KnownCompleteness {
  private final List<CompletenessTimeline> timelines;
  private final Map<String, SourceDeclaration> declared;

  /**
   * Completeness by what became known.
   *
   * @param timelines one for each source and partition that said something
   * @param declared the declared sources by id; others have no say
   */
  public KnownCompleteness(
      Collection<CompletenessTimeline> timelines, Map<String, SourceDeclaration> declared) {
    this.timelines =
        timelines.stream().filter(timeline -> declared.containsKey(timeline.source())).toList();
    this.declared = declared;
  }

  /** How complete everything was as known at an instant. */
  public Completeness at(Instant now) {
    long usage = now.toEpochMilli();
    long tickets = usage;
    long crm = usage;
    for (int i = 0; i < timelines.size(); i++) {
      CompletenessTimeline timeline = timelines.get(i);
      Long through = timeline.at(now.toEpochMilli());
      if (through == null) {
        continue;
      }
      SourceDeclaration source = declared.get(timeline.source());
      long counted = through + source.settlesWithin().toMillis();
      for (Entity entity : source.entities()) {
        switch (entity) {
          case TELEMETRY -> usage = Math.min(usage, counted);
          case TICKET -> tickets = Math.min(tickets, counted);
          case ACCOUNT, SUBSCRIPTION -> crm = Math.min(crm, counted);
          case OUTCOME, HEARTBEAT, UNKNOWN -> {}
        }
      }
    }
    return usage == now.toEpochMilli() && tickets == usage && crm == usage
        ? Completeness.of(now)
        : new Completeness(
            Instant.ofEpochMilli(usage), Instant.ofEpochMilli(tickets), Instant.ofEpochMilli(crm));
  }
}
