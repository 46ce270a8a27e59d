package io.vitals.local.terminal;

import java.io.PrintStream;
import java.util.List;

/**
 * Redraws one panel where it stands, with ECMA-48 control sequences. Changes nothing of the
 * terminal that outlives a frame, so there is nothing to restore however it ends.
 */
final class InPlaceScreen implements Screen {

  // On a terminal that is too narrow a wrapped line would move everything below it.
  private static final String WRAP_OFF = "\u001b[?7l";
  private static final String WRAP_ON = "\u001b[?7h";
  // Before the line is written: after a full line it would erase the last character.
  private static final String ERASE_LINE = "\u001b[2K";
  private static final String ERASE_BELOW = "\u001b[J";

  private final PrintStream out;
  private final LoadingPanel loadingPanel;
  private final LivePanel livePanel;
  private List<String> panel = List.of();

  InPlaceScreen(PrintStream out, Style style) {
    this.out = out;
    this.loadingPanel = new LoadingPanel(style);
    this.livePanel = new LivePanel(style);
  }

  @Override
  public synchronized void note(String line) {
    draw(List.of(line), panel);
  }

  @Override
  public synchronized void loading(LoadingProgress progress) {
    draw(List.of(), loadingPanel.lines(progress));
  }

  @Override
  public synchronized void live(LiveView view) {
    draw(List.of(), livePanel.lines(view));
  }

  @Override
  public synchronized void close() {
    panel = List.of();
  }

  /** In one write, so that no half of a frame is ever seen. */
  private void draw(List<String> above, List<String> next) {
    StringBuilder frame = new StringBuilder(4096).append(WRAP_OFF).append('\r');
    if (!panel.isEmpty()) {
      frame.append("\u001b[").append(panel.size()).append('A');
    }
    above.forEach(line -> frame.append(ERASE_LINE).append(line).append('\n'));
    next.forEach(line -> frame.append(ERASE_LINE).append(line).append('\n'));
    out.print(frame.append(ERASE_BELOW).append(WRAP_ON));
    out.flush();
    panel = next;
  }
}
