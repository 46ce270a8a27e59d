package io.vitals.schemas.metrics;

import java.util.List;

/** The metric dictionary has mistakes. The message lists all of them, one a line. */
public final class InvalidDictionaryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param errors the mistakes, each with its path and what to do
   */
  public InvalidDictionaryException(List<String> errors) {
    super("The metric dictionary has mistakes:\n" + String.join("\n", errors));
  }
}
