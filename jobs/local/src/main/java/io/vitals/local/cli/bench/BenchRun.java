package io.vitals.local.cli.bench;

import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.local.terminal.Screen;

/**
 * Measures something.
 *
 * @param <R> what is to be measured, and how much of it
 */
@FunctionalInterface
public interface BenchRun<R> {

  /**
   * Runs to the end and closes everything it opened.
   *
   * @param screen shows the progress; left open
   * @throws UserMistakeException when the request cannot be met
   * @throws Exception when it fails; shown as one line, the rest is in the log
   */
  BenchReport run(R request, Screen screen) throws Exception;
}
