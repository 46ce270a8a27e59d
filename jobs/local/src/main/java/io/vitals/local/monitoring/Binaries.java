package io.vitals.local.monitoring;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs that are installed.
 *
 * @param prometheus Prometheus
 * @param alertmanager Alertmanager
 */
public record Binaries(Path prometheus, Path alertmanager) {
  /** How to install them, for people. */
  public static final String HOW_TO_INSTALL = "apt-get install prometheus prometheus-alertmanager";

  /** Both of them; empty if one is missing. Debian calls the second by another name. */
  public static Optional<Binaries> installed(String searchPath) {
    Optional<Path> prometheus = find(searchPath, "prometheus");
    Optional<Path> alertmanager =
        find(searchPath, "prometheus-alertmanager").or(() -> find(searchPath, "alertmanager"));
    return prometheus.isPresent() && alertmanager.isPresent()
        ? Optional.of(new Binaries(prometheus.get(), alertmanager.get()))
        : Optional.empty();
  }

  private static Optional<Path> find(String searchPath, String name) {
    return Arrays.stream(searchPath.split(File.pathSeparator))
        .flatMap(directory -> directory.isEmpty() ? Stream.empty() : Stream.of(Path.of(directory)))
        .map(directory -> directory.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
