package io.vitals.local.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A screen that keeps what it is shown and ends the demo once all was seen, as its user would: a
 * test waits for a condition, however slow the machine.
 */
public final class EndingScreen implements Screen {
  private final Predicate<LiveView> seen;
  private final List<String> notes = new ArrayList<>();
  private final List<LiveView> views = new ArrayList<>();

  /**
   * A screen that has shown nothing.
   *
   * @param seen whether nothing more is waited for, asked with each view
   */
  public EndingScreen(Predicate<LiveView> seen) {
    this.seen = seen;
  }

  /** What it was shown line by line. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** The live views, oldest first. */
  public List<LiveView> views() {
    return List.copyOf(views);
  }

  @Override
  public void note(String line) {
    notes.add(line);
  }

  @Override
  public void loading(LoadingProgress progress) {}

  @Override
  public void live(LiveView view) {
    views.add(view);
    if (seen.test(view)) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {}
}
