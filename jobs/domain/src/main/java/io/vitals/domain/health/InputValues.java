package io.vitals.domain.health;

import io.vitals.domain.change.Provenance;
import io.vitals.schemas.MissingReason;
import io.vitals.schemas.metrics.MetricDictionary;
import java.util.Arrays;

/**
 * The value of each input of the dictionary, known or missing. Immutable. An input nobody has put
 * was never seen.
 */
public final class InputValues {
  static final byte PRESENT = 0;
  static final byte NEVER_SEEN = 1;
  static final byte TOO_LITTLE_EVIDENCE = 2;
  static final byte NOT_APPLICABLE = 3;

  private final double[] values;
  private final byte[] statuses;
  private final Provenance[] provenances;

  private InputValues(double[] values, byte[] statuses, Provenance[] provenances) {
    this.values = values;
    this.statuses = statuses;
    this.provenances = provenances;
  }

  /** Starts with every input never seen. */
  public static Builder builder(MetricDictionary dictionary) {
    return new Builder(dictionary);
  }

  /** The input at a position of the dictionary. */
  public InputValue get(int position) {
    byte status = statuses[position];
    return status == PRESENT
        ? new InputValue.Present(values[position], provenances[position])
        : new InputValue.Missing(reason(status), provenances[position]);
  }

  /** These values with one of them replaced. */
  public InputValues with(int position, InputValue value) {
    InputValues copy = new InputValues(values.clone(), statuses.clone(), provenances.clone());
    copy.set(position, value);
    return copy;
  }

  /** These with another number in one place, known or not. */
  InputValues withValue(int position, double value) {
    double[] changed = values.clone();
    changed[position] = value;
    return new InputValues(changed, statuses, provenances);
  }

  private void set(int position, InputValue value) {
    if (value instanceof InputValue.Present present) {
      values[position] = present.value();
      statuses[position] = PRESENT;
      provenances[position] = present.provenance();
    } else if (value instanceof InputValue.Missing missing) {
      values[position] = Double.NaN;
      statuses[position] = statusOf(missing.reason());
      provenances[position] = missing.provenance();
    }
  }

  private static byte statusOf(MissingReason reason) {
    return switch (reason) {
      case NEVER_SEEN -> NEVER_SEEN;
      case TOO_LITTLE_EVIDENCE -> TOO_LITTLE_EVIDENCE;
      case NOT_APPLICABLE -> NOT_APPLICABLE;
    };
  }

  static MissingReason reason(byte status) {
    return switch (status) {
      case NEVER_SEEN -> MissingReason.NEVER_SEEN;
      case TOO_LITTLE_EVIDENCE -> MissingReason.TOO_LITTLE_EVIDENCE;
      case NOT_APPLICABLE -> MissingReason.NOT_APPLICABLE;
      default -> null;
    };
  }

  /** Values by position, NaN where missing; not to be written to. */
  double[] values() {
    return values;
  }

  /** Statuses by position; not to be written to. */
  byte[] statuses() {
    return statuses;
  }

  Provenance provenance(int position) {
    return provenances[position];
  }

  /** Collects values by name or by position. */
  public static final class Builder {
    private final MetricDictionary dictionary;
    private final InputValues built;

    private Builder(MetricDictionary dictionary) {
      this.dictionary = dictionary;
      int size = dictionary.inputs().size();
      double[] values = new double[size];
      byte[] statuses = new byte[size];
      Arrays.fill(values, Double.NaN);
      Arrays.fill(statuses, NEVER_SEEN);
      built = new InputValues(values, statuses, new Provenance[size]);
    }

    /**
     * Puts an input.
     *
     * @throws IllegalArgumentException when the dictionary has no input of that name
     */
    public Builder put(String name, InputValue value) {
      int position = dictionary.indexOf(name);
      if (position < 0) {
        throw new IllegalArgumentException("No input " + name + " in the metric dictionary");
      }
      return put(position, value);
    }

    /** Puts the input at a position of the dictionary. */
    public Builder put(int position, InputValue value) {
      built.set(position, value);
      return this;
    }

    /** The values as put so far. */
    public InputValues build() {
      return new InputValues(
          built.values.clone(), built.statuses.clone(), built.provenances.clone());
    }
  }
}
