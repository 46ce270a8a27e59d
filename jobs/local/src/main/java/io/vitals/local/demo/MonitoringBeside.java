package io.vitals.local.demo;

import io.vitals.local.monitoring.Binaries;
import io.vitals.local.monitoring.Monitoring;
import io.vitals.local.monitoring.MonitoringPlan;
import io.vitals.local.terminal.LiveView.Link;
import io.vitals.local.terminal.Screen;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Prometheus and Alertmanager beside a demo, once it is live: nobody is told of history. */
final class MonitoringBeside implements AutoCloseable {
  private final MonitoringPlan plan;
  private final Path directory;
  private Monitoring running;

  MonitoringBeside(MonitoringPlan plan, Path directory) {
    this.plan = plan;
    this.directory = directory;
  }

  /** Starts them where they are installed; a demo goes on without them. */
  void start(String bootstrapServers, URI metrics, Optional<URI> flink, int speed, Screen screen)
      throws InterruptedException {
    if (plan.alerts().isEmpty()) {
      return;
    }
    if (!plan.isPossible()) {
      screen.note(
          "Prometheus and Alertmanager are not installed, so nobody is told of alerts: "
              + Binaries.HOW_TO_INSTALL);
      return;
    }
    try {
      running = plan.start(directory, bootstrapServers, metrics, flink, speed);
    } catch (IOException e) {
      screen.note("Going on without Prometheus and Alertmanager: " + e.getMessage());
    }
  }

  /** Where to look. */
  List<Link> links() {
    return running == null
        ? List.of()
        : List.of(
            new Link("Prometheus", running.prometheus().toString()),
            new Link("Alerts", running.alertmanager().toString()));
  }

  @Override
  public void close() {
    if (running != null) {
      running.close();
    }
  }
}
