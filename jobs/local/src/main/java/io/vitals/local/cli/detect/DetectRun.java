package io.vitals.local.cli.detect;

import io.vitals.local.cli.shared.RunFailedException;
import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.local.terminal.Screen;

/** Looks for anomalies in series that stand in files. */
@FunctionalInterface
public interface DetectRun {

  /**
   * Judges every series. What is wrong with one file is in the report and does not stop the others.
   *
   * @param screen shows the progress; left open
   * @throws InterruptedException when interrupted; the files that were written stay
   * @throws UserMistakeException when the request cannot be met
   * @throws RunFailedException when an output cannot be written after all
   */
  DetectReport run(DetectRequest request, Screen screen) throws InterruptedException;
}
