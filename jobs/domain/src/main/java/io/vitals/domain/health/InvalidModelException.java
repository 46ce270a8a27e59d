package io.vitals.domain.health;

import java.util.List;

/** A model file has mistakes; the message lists all of them, one a line. */
public final class InvalidModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> errors;

  InvalidModelException(List<String> errors) {
    super("The health model has mistakes:\n" + String.join("\n", errors));
    this.errors = List.copyOf(errors);
  }

  /** The mistakes, each with its path and what to do. */
  public List<String> errors() {
    return errors;
  }
}
