package io.vitals.exporter;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** The exporter as a process of its own. */
public final class ExporterMain {
  private static final int USAGE_ERROR = 2;
  private static final int FAILED = 1;

  private ExporterMain() {}

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
      out.print(OptionsParser.USAGE);
      return 0;
    }
    try {
      ExporterOptions options = OptionsParser.parse(arguments, environment);
      out.println("exporter: " + options);
      try (Exporter exporter = Exporter.start(options)) {
        Runtime.getRuntime().addShutdownHook(new Thread(exporter::close, "vitals-exporter-stop"));
        out.println("exporter: serving " + exporter.metrics());
        exporter.ended().get();
        return 0;
      }
    } catch (UncheckedIOException e) {
      err.println("exporter: " + e.getMessage() + ": " + e.getCause().getMessage());
      return USAGE_ERROR;
    } catch (IllegalArgumentException e) {
      err.println("exporter: " + e.getMessage());
      return USAGE_ERROR;
    } catch (ExecutionException e) {
      err.println("exporter: stopped reading: " + e.getCause().getMessage());
      return FAILED;
    }
  }
}
