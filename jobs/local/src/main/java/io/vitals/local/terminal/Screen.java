package io.vitals.local.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Where a command shows what it is doing. May be used from several threads. */
public interface Screen extends AutoCloseable {

  /** Says one thing that stays to be read, such as a step that begins. */
  void note(String line);

  /** Shows how far loading has come. */
  void loading(LoadingProgress progress);

  /** Shows the live view. */
  void live(LiveView view);

  /**
   * Leaves the last view to be read and the terminal as it was found. Does nothing the second time.
   */
  @Override
  void close();

  /**
   * The screen for an output: refreshed in place on a terminal, else a few plain lines every five
   * seconds.
   *
   * @param terminal whether the output is a terminal that moves its cursor
   * @param environment the process environment, for {@code NO_COLOR} and the locale
   * @param clock paces the plain lines
   */
  static Screen on(
      PrintStream out, boolean terminal, Map<String, String> environment, InstantSource clock) {
    Style style = Style.of(terminal, environment);
    return terminal
        ? new InPlaceScreen(out, style)
        : new LineScreen(out, style, clock, Duration.ofSeconds(5));
  }
}
