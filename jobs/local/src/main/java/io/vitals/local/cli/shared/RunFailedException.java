package io.vitals.local.cli.shared;

/** A run failed for a reason that is known. The message says in one line which. */
public final class RunFailedException extends RuntimeException {

  public RunFailedException(String message) {
    super(message);
  }

  public RunFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
