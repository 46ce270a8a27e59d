package io.vitals.domain.health;

import io.vitals.schemas.HealthModel;
import io.vitals.schemas.metrics.MetricDictionary;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A model as it stands on {@code health.models}: its YAML, and a record that says the same. */
public final class PublishedModel {
  private PublishedModel() {}

  /**
   * Reads and validates a published model. What the record says of it must be what its YAML says:
   * who reads only the record, or only the YAML, must not be misled.
   *
   * @throws InvalidModelException with all mistakes at once
   */
  public static Model read(HealthModel row, MetricDictionary dictionary) {
    Model model = ModelFile.parse(row.getYaml(), dictionary);
    List<String> errors = new ArrayList<>();
    same("model_id", row.getModelId(), model.id(), errors);
    same("version", row.getVersion(), model.version(), errors);
    same("effective_from", row.getEffectiveFrom(), model.effectiveFrom(), errors);
    same("hash", row.getHash(), model.hash(), errors);
    same("approved_by", row.getApprovedBy(), model.approvedBy().orElse(null), errors);
    same("approved_at", row.getApprovedAt(), model.approvedAt().orElse(null), errors);
    if (!errors.isEmpty()) {
      throw new InvalidModelException(errors);
    }
    return model;
  }

  private static void same(String field, Object said, Object inYaml, List<String> errors) {
    if (!Objects.equals(said, inYaml)) {
      errors.add(field + ": is " + said + " but the model's YAML makes it " + inYaml);
    }
  }
}
