package io.vitals.flink.health;

import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.schemas.Entity;
import java.io.Serializable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the health job needs to know.
 *
 * @param models health model files known at start, as text
 * @param sources the declared sources by id
 * @param scoringInterval at most how often, of ingest time, a touched account is scored between the
 *     hours
 * @param holidays days that are no working days besides weekends
 * @param aggregationBytes how much heap a subtask may use to aggregate telemetry
 */
public record HealthSettings(
    List<String> models,
    Map<String, SourceDeclaration> sources,
    Duration scoringInterval,
    Set<LocalDate> holidays,
    long aggregationBytes)
    implements Serializable {

  /** What any declared source feeds. */
  public Set<Entity> fed() {
    Set<Entity> fed = EnumSet.noneOf(Entity.class);
    sources.values().forEach(source -> fed.addAll(source.entities()));
    return fed;
  }
}
