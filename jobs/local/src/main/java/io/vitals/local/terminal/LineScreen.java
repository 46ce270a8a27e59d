package io.vitals.local.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Writes plain lines at a slow pace: for a file, a pipe, or a terminal that cannot do better. */
final class LineScreen implements Screen {

  private final PrintStream out;
  private final InstantSource clock;
  private final Duration pace;
  private final LoadingPanel loadingPanel;
  private final LivePanel livePanel;
  private Instant next = Instant.MIN;
  private LiveView last;

  LineScreen(PrintStream out, Style style, InstantSource clock, Duration pace) {
    this.out = out;
    this.clock = clock;
    this.pace = pace;
    this.loadingPanel = new LoadingPanel(style);
    this.livePanel = new LivePanel(style);
  }

  @Override
  public synchronized void note(String line) {
    print(List.of(line));
  }

  @Override
  public synchronized void loading(LoadingProgress progress) {
    if (due()) {
      print(loadingPanel.plainLines(progress));
    }
  }

  /** The whole view once when it goes live and once at the end, a summary in between. */
  @Override
  public synchronized void live(LiveView view) {
    if (last == null) {
      print(livePanel.lines(view));
      next = clock.instant().plus(pace);
    } else if (due()) {
      print(livePanel.plainLines(view));
    }
    last = view;
  }

  @Override
  public synchronized void close() {
    if (last != null) {
      print(livePanel.lines(last));
      last = null;
    }
  }

  private boolean due() {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return false;
    }
    next = now.plus(pace);
    return true;
  }

  private void print(List<String> lines) {
    lines.forEach(out::println);
    out.flush();
  }
}
