package io.vitals.local.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitals.local.cli.demo.DemoReport;
import io.vitals.local.cli.demo.DemoRequest;
import io.vitals.local.cli.demo.DemoRequest.PlannedIncident;
import io.vitals.local.cli.demo.Ports;
import io.vitals.local.demo.Demo;
import io.vitals.local.monitoring.WebhookReceiver.Notification;
import io.vitals.local.simulator.Customers;
import io.vitals.local.simulator.Incident;
import io.vitals.local.terminal.EndingScreen;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * From an incident in the simulated company to who is told of it, with the real Prometheus and
 * Alertmanager on the rules and routes of {@code alerts/}. Time runs 600 times as fast, and so do
 * Alertmanager's intervals.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class AlertsIT {
  private static final Instant MONDAY_NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration LONGEST = Duration.ofMinutes(4);
  private static final int SPEED = 600;

  private Optional<Binaries> binaries;

  @BeforeEach
  void find() {
    binaries = InstalledForTests.find();
  }

  @Test
  void aSilentSourcePagesOnceWithWhatItTouchesAndIsOverWhenItIsBack() throws Exception {
    try (WebhookReceiver receiver = new WebhookReceiver()) {
      EndingScreen screen = new EndingScreen(view -> tells(receiver, "platform-page", "resolved"));
      DemoReport report =
          new Demo(
                  InstantSource.fixed(MONDAY_NOON),
                  new MonitoringPlan(
                      binaries,
                      Optional.of(InstalledForTests.alerts()),
                      Optional.of(receiver.address())))
              .run(
                  new DemoRequest(
                      60,
                      3,
                      1,
                      SPEED,
                      Optional.of(LONGEST),
                      List.of(
                          new PlannedIncident(
                              Incident.Kind.CRM_SILENT,
                              Customers.ANY,
                              Duration.ofSeconds(2),
                              Duration.ofSeconds(20))),
                      new Ports(0, 0, 0)),
                  screen);

      assertThat(report.last().orElseThrow().restarts()).isZero();
      assertThat(screen.notes()).noneMatch(note -> note.startsWith("Going on without"));
      List<Notification> pages =
          receiver.notifications().stream()
              .filter(one -> one.receiver().equals("platform-page"))
              .filter(one -> one.status().equals("firing"))
              .toList();
      assertThat(pages)
          .as("pages of %s", receiver.notifications())
          .singleElement()
          .satisfies(
              page -> {
                assertThat(page.tellsOf("VitalsSourceSilent", "source", "crm")).isTrue();
                JsonNode told = page.alerts().get(0).get("annotations");
                assertThat(told.get("accounts").asInt()).isPositive();
                assertThat(told.get("arr").asText()).startsWith("USD ");
                assertThat(told.has("inhibited")).isTrue();
                assertThat(told.get("first_action").asText()).isNotBlank();
              });
      assertThat(receiver.notifications())
          .as("who uses the data is told, and told when it is safe again")
          .anyMatch(
              one -> one.receiver().equals("source-consumers") && one.status().equals("firing"));
      assertThat(receiver.notifications())
          .as("its budget is spent by the break, which is known")
          .noneMatch(one -> one.tellsOf("VitalsFreshnessBudgetBurn", "source", "crm"));
    }
  }

  private static boolean tells(WebhookReceiver receiver, String who, String status) {
    return receiver.notifications().stream()
        .anyMatch(one -> one.receiver().equals(who) && one.status().equals(status));
  }
}
