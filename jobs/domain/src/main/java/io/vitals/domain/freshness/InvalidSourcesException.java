package io.vitals.domain.freshness;

import java.util.List;

/** A sources file that cannot be used, with all that is wrong with it. */
public final class InvalidSourcesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> errors;

  InvalidSourcesException(List<String> errors) {
    super("sources file: " + String.join("; ", errors));
    this.errors = List.copyOf(errors);
  }

  /** What is wrong, one sentence each, in the order of the file. */
  public List<String> errors() {
    return errors;
  }
}
