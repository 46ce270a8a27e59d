package io.vitals.schemas.metrics;

import io.vitals.schemas.Entity;
import java.time.Duration;
import java.util.List;

/**
 * A number a health model may weigh.
 *
 * @param name its name, {@code component.metric_unit}
 * @param definition what it means, in a sentence
 * @param formula how it is computed
 * @param unit the unit of its value
 * @param owner the team that answers for it
 * @param sources what must be fresh for it to be fresh
 * @param cadence how often its sources are expected to bring something
 * @param version version of the definition, rising
 * @param changes what each version changed, oldest first
 */
public record InputDefinition(
    String name,
    String definition,
    String formula,
    String unit,
    String owner,
    List<Entity> sources,
    Duration cadence,
    int version,
    List<DefinitionChange> changes) {

  public InputDefinition {
    sources = List.copyOf(sources);
    changes = List.copyOf(changes);
  }

  /** The name without its component, as texts for people use it. */
  public String shortName() {
    return name.substring(name.indexOf('.') + 1);
  }
}
