package io.vitals.local.cli.shared;

import picocli.CommandLine.ExitCode;

/** What the process ends with when a command did not do what was asked. */
public final class ExitStatus {

  /** It ran and failed. */
  public static final int FAILED = ExitCode.SOFTWARE;

  /** The user asked for something that cannot be. */
  public static final int MISTAKE = ExitCode.USAGE;

  /** It was interrupted before it was done: as a shell says of Ctrl-C. */
  public static final int INTERRUPTED = 130;

  private ExitStatus() {}
}
