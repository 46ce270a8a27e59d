package io.vitals.local.list;

/** A list was asked for in a way that makes no sense. The message says in one line what to do. */
public final class InvalidQueryException extends RuntimeException {

  public InvalidQueryException(String message) {
    super(message);
  }
}
