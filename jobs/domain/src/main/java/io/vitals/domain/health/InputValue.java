package io.vitals.domain.health;

import io.vitals.domain.change.Provenance;
import io.vitals.schemas.MissingReason;

/** An input of a score: known, or missing for a reason. Missing is not zero. */
public sealed interface InputValue {

  /**
   * A known value.
   *
   * @param value in the dictionary's unit, finite
   * @param provenance where it comes from
   */
  record Present(double value, Provenance provenance) implements InputValue {
    /** Rejects what is not a number. */
    public Present {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("An input's value must be finite, is " + value);
      }
    }
  }

  /**
   * A value nobody knows.
   *
   * @param reason why
   * @param provenance where the evidence that did not suffice comes from; null when nothing ever
   *     came
   */
  record Missing(MissingReason reason, Provenance provenance) implements InputValue {}
}
