package io.vitals.local.detect;

import java.util.OptionalLong;

/** A file is not a series of points, or cannot be read. The message says in words why. */
final class UnreadableSeriesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Counted from 1; zero for the file as a whole. */
  private final long line;

  private UnreadableSeriesException(long line, String message, Throwable cause) {
    super(message, cause);
    this.line = line;
  }

  /** A line, counted from 1, is not what it should be. */
  static UnreadableSeriesException in(long line, String message) {
    return new UnreadableSeriesException(line, message, null);
  }

  /** The file as a whole cannot be read. */
  static UnreadableSeriesException because(Throwable cause, String message) {
    return new UnreadableSeriesException(0, message, cause);
  }

  OptionalLong line() {
    return line == 0 ? OptionalLong.empty() : OptionalLong.of(line);
  }
}
