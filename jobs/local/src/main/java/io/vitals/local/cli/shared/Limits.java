package io.vitals.local.cli.shared;

/** Bounds of what may be asked. */
public final class Limits {

  private Limits() {}

  /**
   * Checks a number.
   *
   * @throws UserMistakeException when it is out of bounds
   */
  public static void check(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw new UserMistakeException(
          option + " must be from " + least + " to " + most + ", not " + value);
    }
  }

  /** Checks a port; null when none is named. Nought means any that is free. */
  public static void checkPort(String option, Integer port) {
    if (port != null) {
      check(option, port, 0, 65_535);
    }
  }
}
