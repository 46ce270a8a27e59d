package io.vitals.exporter.notifier;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** The notifier as a process of its own. */
public final class NotifierMain {
  private static final int USAGE_ERROR = 2;
  private static final int FAILED = 1;

  private NotifierMain() {}

  /**
   * Runs until it is told to stop.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) throws InterruptedException {
    System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
  }

  /** The exit code: 0 done, 1 failed while running, 2 could not start; each error is one line. */
  static int run(
      List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err)
      throws InterruptedException {
    if (arguments.contains("--help")) {
      out.print(NotifierOptionsParser.USAGE);
      return 0;
    }
    try {
      NotifierOptions options = NotifierOptionsParser.parse(arguments, environment);
      out.println("notifier: " + options);
      try (Notifier notifier = Notifier.start(options, InstantSource.system())) {
        Runtime.getRuntime().addShutdownHook(new Thread(notifier::close, "vitals-notifier-stop"));
        out.println("notifier: serving " + notifier.metrics());
        notifier.ended().get();
        return 0;
      }
    } catch (UncheckedIOException e) {
      err.println("notifier: " + e.getMessage() + ": " + e.getCause().getMessage());
      return USAGE_ERROR;
    } catch (IllegalArgumentException e) {
      err.println("notifier: " + e.getMessage());
      return USAGE_ERROR;
    } catch (ExecutionException e) {
      err.println("notifier: stopped reading: " + e.getCause().getMessage());
      return FAILED;
    }
  }
}
