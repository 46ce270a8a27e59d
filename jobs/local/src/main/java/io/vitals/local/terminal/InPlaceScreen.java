package io.vitals.local.terminal;

import java.io.PrintStream;
import java.util.List;

/** Redraws one panel where it stands, with ECMA-48 control sequences. */
final class InPlaceScreen implements Screen {

  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";
  // On a terminal that is too narrow a wrapped line would move everything below it.
  private static final String WRAP_OFF = "\u001b[?7l";
  private static final String WRAP_ON = "\u001b[?7h";
  private static final String ERASE_LINE_END = "\u001b[K";
  private static final String ERASE_BELOW = "\u001b[J";

  private final PrintStream out;
  private final LoadingPanel loadingPanel;
  private final LivePanel livePanel;
  private int height;
  private boolean drawing;

  InPlaceScreen(PrintStream out, Style style) {
    this.out = out;
    this.loadingPanel = new LoadingPanel(style);
    this.livePanel = new LivePanel(style);
  }

  @Override
  public synchronized void note(String line) {
    out.print(toTop() + ERASE_BELOW + line + System.lineSeparator());
    out.flush();
    height = 0;
  }

  @Override
  public void loading(LoadingProgress progress) {
    draw(loadingPanel.lines(progress));
  }

  @Override
  public void live(LiveView view) {
    draw(livePanel.lines(view));
  }

  @Override
  public synchronized void close() {
    if (drawing) {
      out.print(SHOW_CURSOR);
      out.flush();
      drawing = false;
    }
  }

  /** In one write, so that no half of a panel is ever seen. */
  private synchronized void draw(List<String> lines) {
    StringBuilder frame = new StringBuilder(4096).append(HIDE_CURSOR).append(WRAP_OFF).append(toTop());
    for (String line : lines) {
      frame.append(line).append(ERASE_LINE_END).append('\n');
    }
    out.print(frame.append(ERASE_BELOW).append(WRAP_ON));
    out.flush();
    height = lines.size();
    drawing = true;
  }

  private String toTop() {
    return height == 0 ? "" : "\r\u001b[" + height + "A";
  }
}
