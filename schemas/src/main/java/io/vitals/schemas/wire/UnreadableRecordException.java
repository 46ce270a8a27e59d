package io.vitals.schemas.wire;

/** Bytes that are not the record they should be. Its message names no content. */
public final class UnreadableRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
