package io.vitals.local.monitoring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs beside this one and ends with it. */
public final class ChildProcess implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(30);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
  private static final Duration REQUEST = Duration.ofSeconds(2);
  private static final int LAST_WORDS = 500;

  private final String name;
  private final Process process;
  private final Thread atExit;
  private final Path log;
  private final URI address;

  private ChildProcess(String name, Process process, Path log, URI address) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.address = address;
    this.atExit = new Thread(process::destroyForcibly, "vitals-end-" + name);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts a program and waits until it answers.
   *
   * @param name what people call it
   * @param log where its output goes
   * @param address of its web interface, with the page {@code /-/ready}
   * @throws IOException if it ends, or does not answer
   */
  static ChildProcess start(String name, List<String> command, Path log, URI address)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    ChildProcess child = new ChildProcess(name, process, log, address);
    try {
      child.awaitReady();
      return child;
    } catch (IOException | InterruptedException e) {
      child.close();
      throw e;
    }
  }

  /** Address of its web interface. */
  public URI address() {
    return address;
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The virtual machine ends already, and this with it.
      return;
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    HttpClient http = HttpClient.newBuilder().connectTimeout(REQUEST).build();
    HttpRequest ready =
        HttpRequest.newBuilder(address.resolve("/-/ready")).timeout(REQUEST).build();
    long until = System.nanoTime() + READY_WITHIN.toNanos();
    while (System.nanoTime() < until) {
      if (process.waitFor(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(name + " ended with " + process.exitValue() + ": " + lastWords());
      }
      try {
        if (http.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // It does not listen yet.
        continue;
      }
    }
    throw new IOException(name + " did not answer at " + address + ": " + lastWords());
  }

  private String lastWords() throws IOException {
    String all = Files.readString(log);
    return all.substring(Math.max(0, all.length() - LAST_WORDS)).strip();
  }
}
