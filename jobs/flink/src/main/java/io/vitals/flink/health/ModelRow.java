package io.vitals.flink.health;

/**
 * A health model on its way to the scoring operator, found valid when it was read.
 *
 * @param modelId name of the model
 * @param version its version
 * @param yaml the model file, whole
 * @param time when it became known, epoch milliseconds UTC
 */
public record ModelRow(String modelId, int version, String yaml, long time) {
  /**
   * Key of the row in state. A model that is corrected stays beside its correction, since what was
   * known before stays known of that time.
   */
  String key() {
    return modelId + "@" + version + " of " + time;
  }
}
