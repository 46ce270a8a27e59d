package io.vitals.flink.health;

/** The store failed: the task fails with it and goes on from its checkpoint. */
final class StateAccessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StateAccessException(Exception cause) {
    super("keyed state could not be read or written", cause);
  }
}
