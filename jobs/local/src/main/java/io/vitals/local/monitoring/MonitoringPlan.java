package io.vitals.local.monitoring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether and how Prometheus and Alertmanager run beside a demo.
 *
 * @param binaries the programs; empty: they are not installed and the demo runs without
 * @param alerts the folder {@code alerts} of the repository; empty: it is not there
 * @param webhook who is told of alerts; empty: nobody, they are only shown
 */
public record MonitoringPlan(
    Optional<Binaries> binaries, Optional<Path> alerts, Optional<URI> webhook) {
  private static final int PROMETHEUS_PORT = 9090;
  private static final int ALERTMANAGER_PORT = 9093;
  private static final int FLINK_METRICS_PORT = 9249;

  /** Without them. */
  public static MonitoringPlan none() {
    return new MonitoringPlan(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * With what is installed.
   *
   * @param home the repository; null when not known
   * @param searchPath directories of programs
   */
  public static MonitoringPlan installed(String home, String searchPath) {
    return new MonitoringPlan(
        Binaries.installed(searchPath),
        Optional.ofNullable(home)
            .map(root -> Path.of(root).resolve("alerts"))
            .filter(Files::isDirectory),
        Optional.empty());
  }

  /** Whether they can run. */
  public boolean isPossible() {
    return binaries.isPresent() && alerts.isPresent();
  }

  /**
   * Starts them, at their usual ports or, where those are taken, at free ones.
   *
   * @param directory where they keep their data
   * @param metrics address of the exporter's metrics
   * @param flink address of Flink's own figures; empty: they are not read
   * @param faster how much faster time runs
   * @throws IOException if one does not start, saying why
   */
  public Monitoring start(
      Path directory, String bootstrapServers, URI metrics, Optional<URI> flink, double faster)
      throws IOException, InterruptedException {
    return Monitoring.start(
        new Monitoring.Settings(
            binaries.orElseThrow(),
            alerts.orElseThrow(),
            directory,
            bootstrapServers,
            metrics,
            flink,
            port(PROMETHEUS_PORT),
            port(ALERTMANAGER_PORT),
            faster,
            webhook));
  }

  /** A port at which Flink's own figures may be read: the usual one, or a free one. */
  public static int flinkMetricsPort() throws IOException {
    return port(FLINK_METRICS_PORT);
  }

  private static int port(int usual) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(here, usual));
      return usual;
    } catch (IOException taken) {
      try (ServerSocket free = new ServerSocket()) {
        free.bind(new InetSocketAddress(here, 0));
        return free.getLocalPort();
      }
    }
  }
}
