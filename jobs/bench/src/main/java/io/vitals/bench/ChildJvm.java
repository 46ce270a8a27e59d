package io.vitals.bench;

import io.vitals.local.cli.RunFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM started from this one, on the same class path. It speaks by lines on stdout, and ends when
 * its stdin does. Its stderr goes to a file.
 */
final class ChildJvm implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final String name;
  private final Process process;
  private final BufferedReader lines;
  private final Path errors;

  private ChildJvm(String name, Process process, Path errors) {
    this.name = name;
    this.process = process;
    this.lines = process.inputReader(StandardCharsets.UTF_8);
    this.errors = errors;
  }

  /**
   * Starts one.
   *
   * @param name of its log folder
   * @param logs folder of the log folders
   * @param options of the JVM
   */
  static ChildJvm start(
      String name, Path logs, List<String> options, Class<?> main, List<String> arguments)
      throws IOException {
    Path folder = logs.resolve("bench").resolve(name);
    Path errors = folder.resolve("stderr.log");
    Files.createDirectories(folder);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    for (String property :
        List.of(
            "org.apache.avro.fastread",
            "org.apache.avro.SERIALIZABLE_PACKAGES",
            "log4j2.configurationFile")) {
      String value = System.getProperty(property);
      if (value != null) {
        command.add("-D" + property + "=" + value);
      }
    }
    command.add("-Dvitals.logs=" + folder);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    return new ChildJvm(name, process, errors);
  }

  /**
   * Waits for a line that begins with this word.
   *
   * @throws RunFailedException if the process ends without saying it
   */
  String await(String word) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(word + " ")) {
        return line;
      }
    }
    throw new RunFailedException(name + " ended early; " + errors + " says why");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    lines.close();
  }
}
