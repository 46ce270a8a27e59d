package io.vitals.domain.freshness;

import io.vitals.schemas.Entity;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.SourceFreshness;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How one source did, as far back as a score may still have to be judged. Flat and bounded: of what
 * lies before time only the latest is kept.
 *
 * @param entities what the source feeds
 * @param from from when on each status held, epoch milliseconds, rising
 * @param statuses the statuses
 */
public record FreshnessTimeline(
    List<Entity> entities, List<Long> from, List<FreshnessStatus> statuses) {

  /** Reads absent parts as nothing heard. */
  public FreshnessTimeline {
    entities = entities == null ? List.of() : entities;
    from = from == null ? List.of() : from;
    statuses = statuses == null ? List.of() : statuses;
  }

  /** A source nothing was heard of. */
  public static FreshnessTimeline empty() {
    return new FreshnessTimeline(null, null, null);
  }

  /**
   * The timeline with a transition added; the same transition again changes nothing.
   *
   * @param watermark what ended before it is forgotten
   */
  public FreshnessTimeline with(SourceFreshness row, long watermark) {
    long time = row.getIngestTime().toEpochMilli();
    List<Long> times = new ArrayList<>();
    List<FreshnessStatus> states = new ArrayList<>();
    for (int i = 0; i < from.size(); i++) {
      boolean ended = i + 1 < from.size() && from.get(i + 1) <= watermark;
      if (!ended && from.get(i) < time) {
        times.add(from.get(i));
        states.add(statuses.get(i));
      }
    }
    times.add(time);
    states.add(row.getStatus());
    return new FreshnessTimeline(List.copyOf(row.getEntities()), times, states);
  }

  /** The status at a time; STALE before anything was heard. */
  public FreshnessStatus at(long time) {
    FreshnessStatus status = FreshnessStatus.STALE;
    for (int i = 0; i < from.size() && from.get(i) <= time; i++) {
      status = statuses.get(i);
    }
    return status;
  }

  /** The worst status at a time of the sources that feed each entity. */
  public static Map<Entity, FreshnessStatus> worstByEntity(
      Iterable<FreshnessTimeline> sources, long time) {
    Map<Entity, FreshnessStatus> worst = new EnumMap<>(Entity.class);
    for (FreshnessTimeline source : sources) {
      for (Entity entity : source.entities()) {
        worst.merge(entity, source.at(time), FreshnessTimeline::worse);
      }
    }
    return worst;
  }

  /** In the order of the enum, but RECOVERING is better than STALE and worse than LATE. */
  private static FreshnessStatus worse(FreshnessStatus a, FreshnessStatus b) {
    return badness(a) >= badness(b) ? a : b;
  }

  private static int badness(FreshnessStatus status) {
    return switch (status) {
      case FRESH -> 0;
      case LATE -> 1;
      case RECOVERING -> 2;
      case STALE -> 3;
      case SILENT -> 4;
    };
  }
}
