package io.vitals.local.replay;

/** A row that is not what its file should hold. */
final class UnreadableRowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableRowException(String message) {
    super(message);
  }
}
