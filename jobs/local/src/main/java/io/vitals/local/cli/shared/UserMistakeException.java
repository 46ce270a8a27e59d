package io.vitals.local.cli.shared;

/** The user asked for something that cannot be. The message says in one line what to do. */
public final class UserMistakeException extends RuntimeException {

  public UserMistakeException(String message) {
    super(message);
  }
}
