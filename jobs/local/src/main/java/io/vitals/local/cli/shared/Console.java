package io.vitals.local.cli.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitals.local.terminal.Screen;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a command talks to.
 *
 * @param out results, and views when no JSON is asked for
 * @param err everything else
 * @param outTerminal whether {@code out} is a terminal that moves its cursor
 * @param errTerminal whether {@code err} is one
 * @param environment the process environment
 * @param clock paces the views
 * @param log the file with the stack traces
 */
public record Console(
    PrintStream out,
    PrintStream err,
    boolean outTerminal,
    boolean errTerminal,
    Map<String, String> environment,
    InstantSource clock,
    Path log) {

  private static final int DEFAULT_COLUMNS = 120;

  /**
   * The console of this process, which takes stdout for itself: what a library prints there goes to
   * stderr from now on.
   */
  public static Console takeSystem() {
    System.setOut(System.err);
    return new Console(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8),
        Boolean.getBoolean("vitals.terminal.stdout"),
        Boolean.getBoolean("vitals.terminal.stderr"),
        System.getenv(),
        InstantSource.system(),
        Path.of(System.getProperty("vitals.logs", ".vitals/logs"), "vitals.log"));
  }

  /** Views where a person looks at them, stdout being free. */
  public Screen screenOnOut() {
    return Screen.on(out, outTerminal, environment, clock);
  }

  /** Progress beside a result on stdout. */
  public Screen screenOnErr() {
    return Screen.on(err, errTerminal, environment, clock);
  }

  /** How many characters fit into a line of a table. */
  public int columns() {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9]\\d{0,3}") ? Integer.parseInt(columns) : DEFAULT_COLUMNS;
  }

  /** One line that says what is wrong. */
  public void complain(String message) {
    err.println("vitals: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
    err.flush();
  }
}
