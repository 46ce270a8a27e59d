package io.vitals.local.monitoring;

import io.vitals.exporter.notifier.Notifier;
import io.vitals.exporter.notifier.NotifierOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Prometheus, Alertmanager and the notifier beside a local run. */
public final class Monitoring implements AutoCloseable {
  private static final String LOCALHOST = "127.0.0.1:";

  private final Settings settings;
  private final ChildProcess prometheus;
  private ChildProcess alertmanager;
  private Notifier notifier;

  /**
   * What runs where.
   *
   * @param binaries the programs
   * @param alerts the folder {@code alerts} of the repository
   * @param directory where they keep their data and logs
   * @param bootstrapServers the brokers
   * @param metrics address of the exporter's metrics
   * @param flink address of Flink's own figures; empty: they are not read
   * @param prometheusPort a free port
   * @param alertmanagerPort a free port
   * @param faster how much faster time runs, at least 1
   * @param webhook who is told; empty: nobody, it is only shown
   */
  public record Settings(
      Binaries binaries,
      Path alerts,
      Path directory,
      String bootstrapServers,
      URI metrics,
      Optional<URI> flink,
      int prometheusPort,
      int alertmanagerPort,
      double faster,
      Optional<URI> webhook) {}

  private Monitoring(
      Settings settings, ChildProcess prometheus, ChildProcess alertmanager, Notifier notifier) {
    this.settings = settings;
    this.prometheus = prometheus;
    this.alertmanager = alertmanager;
    this.notifier = notifier;
  }

  /**
   * Starts all three and returns when they answer.
   *
   * @throws IOException if one does not, saying why
   */
  public static Monitoring start(Settings settings) throws IOException, InterruptedException {
    Files.createDirectories(settings.directory());
    ChildProcess alertmanager = startAlertmanager(settings);
    Notifier notifier = null;
    try {
      notifier = startNotifier(settings);
      ChildProcess prometheus = startPrometheus(settings, notifier.metrics());
      return new Monitoring(settings, prometheus, alertmanager, notifier);
    } catch (IOException | InterruptedException | RuntimeException e) {
      if (notifier != null) {
        notifier.close();
      }
      alertmanager.close();
      throw e;
    }
  }

  /** Address of Prometheus. */
  public URI prometheus() {
    return prometheus.address();
  }

  /** Address of Alertmanager. */
  public URI alertmanager() {
    return alertmanager.address();
  }

  /** Stops Alertmanager, as a crash would. */
  public void stopAlertmanager() {
    alertmanager.close();
  }

  /** Starts Alertmanager again, with what it kept. */
  public void startAlertmanager() throws IOException, InterruptedException {
    alertmanager = startAlertmanager(settings);
  }

  /** Stops the notifier and starts another, which knows nothing of the one before. */
  public void restartNotifier() {
    notifier.close();
    notifier = startNotifier(settings);
  }

  @Override
  public void close() {
    notifier.close();
    prometheus.close();
    alertmanager.close();
  }

  private static Notifier startNotifier(Settings settings) {
    URI alertmanager = URI.create("http://" + LOCALHOST + settings.alertmanagerPort());
    return Notifier.start(
        NotifierOptions.defaults(settings.bootstrapServers(), List.of(alertmanager))
            .onPort(0)
            .resending(resend(settings)),
        InstantSource.system());
  }

  private static Duration resend(Settings settings) {
    long millis = Math.round(NotifierOptions.DEFAULT_RESEND.toMillis() / settings.faster());
    return Duration.ofMillis(Math.max(1_000, millis));
  }

  private static ChildProcess startAlertmanager(Settings settings)
      throws IOException, InterruptedException {
    Path configuration = settings.directory().resolve("alertmanager.yaml");
    Files.writeString(
        configuration,
        LocalRoutes.of(
            Files.readString(settings.alerts().resolve("alertmanager.yaml")),
            settings.faster(),
            settings.webhook()));
    String address = LOCALHOST + settings.alertmanagerPort();
    return ChildProcess.start(
        "Alertmanager",
        List.of(
            settings.binaries().alertmanager().toString(),
            "--config.file=" + configuration,
            "--storage.path=" + settings.directory().resolve("alertmanager"),
            "--web.listen-address=" + address,
            "--cluster.listen-address="),
        settings.directory().resolve("alertmanager.log"),
        URI.create("http://" + address));
  }

  private static ChildProcess startPrometheus(Settings settings, URI notifier)
      throws IOException, InterruptedException {
    Path configuration = settings.directory().resolve("prometheus.yaml");
    Files.writeString(
        configuration,
        """
        global: {scrape_interval: 1s, evaluation_interval: 1s}
        rule_files: ["%s/rules/*.yaml"]
        alerting:
          alertmanagers: [{static_configs: [{targets: ["%s"]}]}]
        scrape_configs:
          - {job_name: vitals-exporter, scrape_interval: 2s, static_configs: [{targets: ["%s"]}]}
          - {job_name: vitals-notifier, static_configs: [{targets: ["%s"]}]}
          - {job_name: vitals-alertmanager, static_configs: [{targets: ["%s"]}]}
          - {job_name: vitals-flink, scrape_interval: 10s, static_configs: [{targets: [%s]}]}
        """
            .formatted(
                settings.alerts().toAbsolutePath(),
                LOCALHOST + settings.alertmanagerPort(),
                settings.metrics().getAuthority(),
                notifier.getAuthority(),
                LOCALHOST + settings.alertmanagerPort(),
                settings.flink().map(flink -> '"' + flink.getAuthority() + '"').orElse("")));
    String address = LOCALHOST + settings.prometheusPort();
    return ChildProcess.start(
        "Prometheus",
        List.of(
            settings.binaries().prometheus().toString(),
            "--config.file=" + configuration,
            "--storage.tsdb.path=" + settings.directory().resolve("prometheus"),
            "--web.listen-address=" + address),
        settings.directory().resolve("prometheus.log"),
        URI.create("http://" + address));
  }
}
