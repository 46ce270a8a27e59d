package io.vitals.flink.health;

/**
 * What every account must know to be scored: a model, or how complete a source is.
 *
 * @param model the model; null when it is none
 * @param completeness how complete a source is; null when it is none
 */
public record Announcement(ModelRow model, CompletenessRow completeness) {
  static Announcement of(ModelRow model) {
    return new Announcement(model, null);
  }

  static Announcement of(CompletenessRow completeness) {
    return new Announcement(null, completeness);
  }
}
