package io.vitals.domain.freshness;

import io.vitals.schemas.Entity;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.SourceFreshness;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How one source did, as far back as a score may still have to be judged. Flat and bounded: of what
 * lies before time only the latest is kept.
 *
 * @param from from when on each status held, epoch milliseconds, rising
 * @param statuses the statuses
 * @param lastGood up to when all was well as of each, epoch milliseconds; {@link #NEVER}
 */
public record FreshnessTimeline(
    List<Long> from, List<FreshnessStatus> statuses, List<Long> lastGood) {
  /** All was never well, or it is not known when. */
  public static final long NEVER = Long.MIN_VALUE;

  /** Reads absent parts as nothing heard. */
  public FreshnessTimeline {
    from = from == null ? List.of() : from;
    statuses = statuses == null ? List.of() : statuses;
    lastGood = lastGood == null ? Collections.nCopies(statuses.size(), NEVER) : lastGood;
  }

  /** A source nothing was heard of. */
  public static FreshnessTimeline empty() {
    return new FreshnessTimeline(null, null, null);
  }

  /**
   * The timeline with a transition added; the same transition again changes nothing, also when
   * later ones are known.
   *
   * @param watermark what ended before it is forgotten
   */
  public FreshnessTimeline with(SourceFreshness row, long watermark) {
    TreeMap<Long, At> all = new TreeMap<>();
    for (int i = 0; i < from.size(); i++) {
      all.put(from.get(i), new At(statuses.get(i), lastGood.get(i)));
    }
    Instant good = row.getLastGoodTime();
    all.put(
        row.getIngestTime().toEpochMilli(),
        new At(row.getStatus(), good == null ? NEVER : good.toEpochMilli()));
    Long current = all.floorKey(watermark);
    if (current != null) {
      all.headMap(current).clear();
    }
    return new FreshnessTimeline(
        List.copyOf(all.keySet()),
        all.values().stream().map(At::status).toList(),
        all.values().stream().map(At::lastGood).toList());
  }

  /** A status, and up to when all was well, epoch milliseconds. */
  record At(FreshnessStatus status, long lastGood) {}

  /** How it did at a time; STALE before anything was heard. */
  At at(long time) {
    At found = new At(FreshnessStatus.STALE, NEVER);
    for (int i = 0; i < from.size() && from.get(i) <= time; i++) {
      found = new At(statuses.get(i), lastGood.get(i));
    }
    return found;
  }

  /** Whether what it feeds was held at a time; before anything was heard of it, nothing was. */
  public boolean holdsAt(long time) {
    return !from.isEmpty() && from.get(0) <= time && FreshnessRules.holds(at(time).status());
  }

  /**
   * How the declared sources that feed each entity do at a time. Declared ones of which nothing was
   * heard are stale; what is not declared any more has no say.
   *
   * @param declared the declared sources by id
   */
  public static EntityFreshness byEntity(
      Map<String, SourceDeclaration> declared,
      Map<String, FreshnessTimeline> timelines,
      long time) {
    Map<Entity, FreshnessStatus> worst = new EnumMap<>(Entity.class);
    Map<Entity, Long> lastGood = new EnumMap<>(Entity.class);
    declared.forEach(
        (id, source) -> {
          At now = timelines.getOrDefault(id, empty()).at(time);
          boolean holds = FreshnessRules.holds(now.status());
          for (Entity entity : source.entities()) {
            worst.merge(entity, now.status(), FreshnessTimeline::worse);
            if (holds && now.lastGood() != NEVER) {
              lastGood.merge(entity, now.lastGood(), Math::min);
            }
          }
        });
    return new EntityFreshness(worst, lastGood, null);
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
