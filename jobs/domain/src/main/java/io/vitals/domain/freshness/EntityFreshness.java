package io.vitals.domain.freshness;

import io.vitals.schemas.Entity;
import io.vitals.schemas.FreshnessStatus;
import java.util.Map;

/**
 * How what is known of each entity does at an instant; an entity that is not named is fed by no
 * declared source.
 *
 * @param statuses the worst status of the sources that feed it
 * @param lastGood up to when all was well with those of them that are not, epoch milliseconds; not
 *     named where all is well or never was
 * @param knownAt the last time a source was judged, epoch milliseconds; null when none ever was
 */
public record EntityFreshness(
    Map<Entity, FreshnessStatus> statuses, Map<Entity, Long> lastGood, Long knownAt) {

  /** These statuses, of which it is not known how long all was well. */
  public static EntityFreshness of(Map<Entity, FreshnessStatus> statuses) {
    return new EntityFreshness(statuses, Map.of(), null);
  }

  /** The same, last judged at a time. */
  public EntityFreshness knownAt(Long time) {
    return new EntityFreshness(statuses, lastGood, time);
  }

  /** The status of an entity; FRESH where no declared source feeds it. */
  public FreshnessStatus status(Entity entity) {
    return statuses.getOrDefault(entity, FreshnessStatus.FRESH);
  }
}
