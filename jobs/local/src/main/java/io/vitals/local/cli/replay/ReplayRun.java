package io.vitals.local.cli.replay;

import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.local.terminal.Screen;

/** Replays a recorded data set through all of the jobs. */
@FunctionalInterface
public interface ReplayRun {

  /**
   * Runs to the end of the data and closes everything it opened.
   *
   * @param screen shows the progress; left open
   * @throws UserMistakeException when the request cannot be met
   * @throws Exception when it fails; shown as one line, the rest is in the log
   */
  ReplayReport run(ReplayRequest request, Screen screen) throws Exception;
}
