package io.vitals.local.detect;

import io.vitals.local.terminal.Screen;
import io.vitals.local.terminal.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Says now and then how far it is, and notices when the user wants an end. */
final class DetectionProgress {
  private static final Duration PACE = Duration.ofSeconds(5);

  /** Points between two looks at the clock. */
  private static final int STRIDE = 1_024;

  private final Screen screen;
  private final InstantSource clock;
  private final int files;
  private int filesDone;
  private long points;
  private Instant next;

  DetectionProgress(Screen screen, InstantSource clock, int files) {
    this.screen = screen;
    this.clock = clock;
    this.files = files;
    next = clock.instant().plus(PACE);
  }

  /**
   * A point is judged.
   *
   * @throws InterruptedException when the thread was interrupted
   */
  void point() throws InterruptedException {
    points++;
    if (points % STRIDE == 0) {
      look();
    }
  }

  /**
   * A file is done, whatever came of it.
   *
   * @throws InterruptedException when the thread was interrupted
   */
  void file() throws InterruptedException {
    filesDone++;
    look();
  }

  private void look() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Instant now = clock.instant();
    if (!now.isBefore(next)) {
      next = now.plus(PACE);
      screen.note(
          "  "
              + Text.count(filesDone)
              + " of "
              + Text.count(files)
              + " files, "
              + Text.count(points)
              + " points");
    }
  }
}
