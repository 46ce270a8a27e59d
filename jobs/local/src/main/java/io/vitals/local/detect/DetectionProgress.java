package io.vitals.local.detect;

import io.vitals.local.terminal.Screen;
import io.vitals.local.terminal.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Says how far it is, ever less often, and notices when the user wants an end. */
final class DetectionProgress {
  private static final Duration FIRST_PACE = Duration.ofSeconds(5);
  private static final Duration LAST_PACE = Duration.ofMinutes(1);

  /** Points between two looks at the clock. */
  private static final int STRIDE = 1_024;

  private final Screen screen;
  private final InstantSource clock;
  private final int files;
  private int filesDone;
  private long points;
  private Duration pace = FIRST_PACE;
  private Instant next;

  DetectionProgress(Screen screen, InstantSource clock, int files) {
    this.screen = screen;
    this.clock = clock;
    this.files = files;
    next = clock.instant().plus(pace);
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
      pace = pace.compareTo(LAST_PACE) < 0 ? pace.multipliedBy(2) : pace;
      next = now.plus(pace);
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
