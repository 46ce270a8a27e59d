package io.vitals.bench;

import io.vitals.local.cli.shared.RunFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A JVM started from this one, on the same class path. It speaks by lines on stdout, and ends when
 * its stdin does; it is killed when its user is interrupted. Its stderr goes to a file.
 */
final class ChildJvm implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChildJvm.class);

  /** Less than an interrupted command may take to end. */
  private static final long PATIENCE_SECONDS = 10;

  private final String name;
  private final Process process;

  /** What it said and nobody took yet; an empty one when it says nothing more. */
  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

  private final Path errors;

  private ChildJvm(String name, Process process, Path errors) {
    this.name = name;
    this.process = process;
    this.errors = errors;
  }

  /**
   * Starts one.
   *
   * @param name of its log folder
   * @param logs folder of the log folders
   * @param temporary folder of its temporary files, which stay when it is killed
   * @param options of the JVM
   */
  static ChildJvm start(
      String name,
      Path logs,
      Path temporary,
      List<String> options,
      Class<?> main,
      List<String> arguments)
      throws IOException {
    Path folder = logs.resolve("bench").resolve(name);
    Path errors = folder.resolve("stderr.log");
    Files.createDirectories(folder);
    Files.createDirectories(temporary);
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
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    ChildJvm child = new ChildJvm(name, process, errors);
    Thread listener = new Thread(child::listen, "vitals-bench-" + name);
    listener.setDaemon(true);
    listener.start();
    return child;
  }

  /**
   * Waits for a line that begins with this word.
   *
   * @throws RunFailedException if the process ends without saying it
   * @throws InterruptedException if interrupted, and then the process is killed
   */
  String await(String word) throws InterruptedException {
    try {
      for (Optional<String> line = lines.take(); line.isPresent(); line = lines.take()) {
        if (line.get().startsWith(word + " ")) {
          return line.get();
        }
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw e;
    }
    throw new RunFailedException(name + " ended early; " + errors + " says why");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Returns when the process has ended, also in an interrupted thread. */
  @Override
  public void close() throws IOException {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } finally {
      process.onExit().join();
    }
  }

  /** In a thread of its own: no interrupt ends the reading of a pipe. */
  private void listen() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(Optional.of(line));
      }
    } catch (IOException e) {
      LOG.debug("{} was closed while it spoke", name, e);
    } finally {
      lines.add(Optional.empty());
    }
  }
}
