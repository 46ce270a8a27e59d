package io.vitals.flink.config;

import java.util.List;

/** A configuration that cannot be run with: says everything that is wrong with it at once. */
public final class InvalidConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An exception that says these errors, one a line. */
  public InvalidConfigurationException(List<String> errors) {
    super(String.join(System.lineSeparator(), errors));
  }
}
