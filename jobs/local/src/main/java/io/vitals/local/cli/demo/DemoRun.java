package io.vitals.local.cli.demo;

import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.local.terminal.Screen;

/** Runs the whole stack with a simulated company. */
@FunctionalInterface
public interface DemoRun {

  /**
   * Runs until its time is over or the thread is interrupted, and closes everything it opened.
   *
   * @param screen shows loading and the live view; left open
   * @return how it went, after an interrupt too when it was live
   * @throws InterruptedException when interrupted before it was live
   * @throws UserMistakeException when the request cannot be met
   * @throws Exception when it fails; shown as one line, the rest is in the log
   */
  DemoReport run(DemoRequest request, Screen screen) throws Exception;
}
