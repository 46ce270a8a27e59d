package io.vitals.schemas.metrics;

import java.util.List;

/**
 * A metric of {@code /metrics}, as the dictionary defines it.
 *
 * @param name the name as exposed, suffixes such as {@code _total} and {@code _info} included
 * @param type what kind of series it is
 * @param definition what it says, in a sentence; the HELP text
 * @param formula how it is computed
 * @param unit the unit of its value, in words
 * @param labels names of its labels, in the order they are exposed in
 * @param owner the team that answers for it
 * @param sources the topics it comes from
 * @param cadence how often it changes
 * @param version version of the definition, rising
 * @param changes what each version changed, oldest first
 */
public record ExportedMetric(
    String name,
    Type type,
    String definition,
    String formula,
    String unit,
    List<String> labels,
    String owner,
    List<String> sources,
    String cadence,
    int version,
    List<DefinitionChange> changes) {

  /** Kinds of series. */
  public enum Type {
    /** A value that goes up and down. */
    GAUGE,
    /** A count since the process started. */
    COUNTER,
    /** Attributes as labels, the value always 1. */
    INFO
  }

  public ExportedMetric {
    labels = List.copyOf(labels);
    sources = List.copyOf(sources);
    changes = List.copyOf(changes);
  }
}
