package io.vitals.domain.freshness;

import io.vitals.schemas.Entity;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.SourceFreshness;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How one source did, as far back as a score may still have to be judged. Flat and bounded: of what
 * lies before time only the latest is kept.
 *
 * @param from from when on each status held, epoch milliseconds, rising
 * @param statuses the statuses
 */
public record FreshnessTimeline(List<Long> from, List<FreshnessStatus> statuses) {

  /** Reads absent parts as nothing heard. */
  public FreshnessTimeline {
    from = from == null ? List.of() : from;
    statuses = statuses == null ? List.of() : statuses;
  }

  /** A source nothing was heard of. */
  public static FreshnessTimeline empty() {
    return new FreshnessTimeline(null, null);
  }

  /**
   * The timeline with a transition added; the same transition again changes nothing, also when
   * later ones are known.
   *
   * @param watermark what ended before it is forgotten
   */
  public FreshnessTimeline with(SourceFreshness row, long watermark) {
    TreeMap<Long, FreshnessStatus> all = new TreeMap<>();
    for (int i = 0; i < from.size(); i++) {
      all.put(from.get(i), statuses.get(i));
    }
    all.put(row.getIngestTime().toEpochMilli(), row.getStatus());
    Long current = all.floorKey(watermark);
    if (current != null) {
      all.headMap(current).clear();
    }
    return new FreshnessTimeline(List.copyOf(all.keySet()), List.copyOf(all.values()));
  }

  /** The status at a time; STALE before anything was heard. */
  public FreshnessStatus at(long time) {
    FreshnessStatus status = FreshnessStatus.STALE;
    for (int i = 0; i < from.size() && from.get(i) <= time; i++) {
      status = statuses.get(i);
    }
    return status;
  }

  /**
   * The worst status at a time of the declared sources that feed each entity. Declared ones of
   * which nothing was heard are stale; what is not declared any more has no say.
   *
   * @param declared what each declared source feeds, by its id
   */
  public static Map<Entity, FreshnessStatus> worstByEntity(
      Map<String, Set<Entity>> declared, Map<String, FreshnessTimeline> timelines, long time) {
    Map<Entity, FreshnessStatus> worst = new EnumMap<>(Entity.class);
    declared.forEach(
        (source, entities) -> {
          FreshnessStatus status = timelines.getOrDefault(source, empty()).at(time);
          entities.forEach(entity -> worst.merge(entity, status, FreshnessTimeline::worse));
        });
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
