package io.vitals.flink.health;

/**
 * A health model on its way to the scoring operator.
 *
 * @param modelId name of the model
 * @param version its version
 * @param yaml the model file, whole
 */
public record ModelRow(String modelId, int version, String yaml) {
  /** Key of the model in state. */
  String key() {
    return modelId + "@" + version;
  }
}
