package io.vitals.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitals.domain.intake.ArrivalCounts;
import io.vitals.local.cli.demo.DemoReport;
import io.vitals.local.cli.demo.DemoRequest;
import io.vitals.local.cli.demo.DemoRequest.PlannedIncident;
import io.vitals.local.cli.demo.Ports;
import io.vitals.local.monitoring.InstalledForTests;
import io.vitals.local.monitoring.MonitoringPlan;
import io.vitals.local.monitoring.WebhookReceiver;
import io.vitals.local.monitoring.WebhookReceiver.Notification;
import io.vitals.local.simulator.Customers;
import io.vitals.local.simulator.Incident;
import io.vitals.local.terminal.EndingScreen;
import io.vitals.local.terminal.LiveView;
import io.vitals.local.terminal.LiveView.IncidentState;
import io.vitals.local.terminal.LiveView.SignalState;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.SignalKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong in the running stack: found, told with what it touches, and over again. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class IncidentIT {
  private static final Instant MONDAY_NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant TUESDAY_AFTERNOON = Instant.parse("2026-11-24T14:00:00Z");
  private static final Duration LONGEST = Duration.ofMinutes(6);

  /** More than four hours of the company's time. */
  private static final Duration LONG_ENOUGH_TO_BE_JUDGED = Duration.ofSeconds(52);

  private static final Duration BUCKET = Duration.ofHours(1);
  private static final Duration SETTLING = Duration.ofMinutes(10);
  private static final Duration CADENCE = Duration.ofMinutes(15);

  /** Where time leaps, as at this speed, what arrived is known by spans of so much. */
  private static final Duration SPAN = Duration.ofMillis(ArrivalCounts.SPAN_MILLIS);

  @Test
  void breaksAreFoundWithinTwoCadencesAndOverWithinOne() throws Exception {
    EndingScreen screen =
        new EndingScreen(view -> view.incidents().stream().allMatch(one -> one.over().isPresent()));
    DemoReport report =
        new Demo(InstantSource.fixed(MONDAY_NOON), MonitoringPlan.none())
            .run(
                new DemoRequest(
                    20,
                    3,
                    1,
                    600,
                    Optional.of(LONGEST),
                    List.of(
                        new PlannedIncident(
                            Incident.Kind.CRM_SILENT,
                            Customers.ANY,
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(12)),
                        new PlannedIncident(
                            Incident.Kind.TELEMETRY_STUCK,
                            Customers.ANY,
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(12)),
                        new PlannedIncident(
                            Incident.Kind.TICKETS_PARTIAL,
                            Customers.ANY,
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(12)),
                        new PlannedIncident(
                            Incident.Kind.CRM_BACKFILL,
                            Customers.ANY,
                            Duration.ofSeconds(20),
                            Duration.ofSeconds(10))),
                    new Ports(0, 0, 0)),
                screen);

    LiveView last = report.last().orElseThrow();
    assertThat(last.incidents()).hasSize(4).allSatisfy(IncidentIT::isFoundAndOver);
    assertThat(last.sources())
        .allSatisfy(source -> assertThat(source.status()).isEqualTo(FreshnessStatus.FRESH));
    assertThat(screen.views())
        .as("what a break touches is shown while it lasts")
        .anySatisfy(
            view ->
                assertThat(view.sources())
                    .anySatisfy(
                        source ->
                            assertThat(source.touched())
                                .hasValueSatisfying(
                                    touched -> assertThat(touched.accounts()).isPositive())));
    assertThat(screen.views())
        .as("nothing stays green")
        .anySatisfy(view -> assertThat(view.bands().get(0).accounts()).isZero());
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES) // it loads six weeks of 300 accounts
  void whatBefallsCustomersIsToldWithinTwoBucketsAndNothingElse() throws Exception {
    WebhookReceiver receiver = new WebhookReceiver();
    EndingScreen screen =
        new EndingScreen(
            view ->
                collapses(receiver.notifications()).stream().anyMatch(one -> is(one, "resolved"))
                    && view.incidents().stream().allMatch(one -> one.noticed().isPresent()));
    DemoReport report =
        new Demo(
                InstantSource.fixed(TUESDAY_AFTERNOON),
                new MonitoringPlan(
                    InstalledForTests.find(),
                    Optional.of(InstalledForTests.alerts()),
                    Optional.of(receiver.address())))
            .run(
                new DemoRequest(
                    300,
                    42,
                    1,
                    300,
                    Optional.of(LONGEST),
                    List.of(
                        new PlannedIncident(
                            Incident.Kind.USAGE_COLLAPSE,
                            Customers.ANY,
                            Duration.ofSeconds(1),
                            LONG_ENOUGH_TO_BE_JUDGED),
                        new PlannedIncident(
                            Incident.Kind.TICKET_SURGE,
                            Customers.ANY,
                            Duration.ofSeconds(1),
                            LONG_ENOUGH_TO_BE_JUDGED)),
                    new Ports(0, 0, 0)),
                screen);

    receiver.close();
    LiveView last = report.last().orElseThrow();
    List<IncidentState> incidents = last.incidents();
    assertThat(incidents)
        .hasSize(2)
        .allSatisfy(
            incident -> {
              assertThat(incident.noticed())
                  .as("%s of %s, seen %s", incident.name(), incidents, last)
                  .isPresent();
              // The bucket in which it begins is not whole, and a bucket settles.
              assertThat(Duration.between(incident.injected(), incident.noticed().orElseThrow()))
                  .as(incident.name())
                  .isLessThanOrEqualTo(BUCKET.multipliedBy(3).plus(SETTLING));
            });
    assertIsToldOnceWithEvidenceAndOver(receiver.notifications());
    Instant live = incidents.get(0).injected();
    assertThat(
            screen.views().stream()
                .flatMap(view -> view.signals().stream())
                .filter(signal -> !signal.since().isBefore(live.minus(BUCKET)))
                .map(SignalState::kind)
                .distinct())
        .containsExactlyInAnyOrder(SignalKind.USAGE_COLLAPSE, SignalKind.TICKET_SURGE);
  }

  private static List<JsonNode> collapses(List<Notification> notifications) {
    return notifications.stream()
        .filter(one -> one.alertName().equals("VitalsUsageCollapse"))
        .flatMap(one -> one.alerts().stream())
        .toList();
  }

  private static boolean is(JsonNode alert, String status) {
    return alert.get("status").asText().equals(status);
  }

  private static void assertIsToldOnceWithEvidenceAndOver(List<Notification> notifications) {
    List<JsonNode> collapses = collapses(notifications);
    assertThat(collapses)
        .as("told were %s", notifications.stream().map(Notification::alertName).distinct().toList())
        .isNotEmpty();
    assertThat(collapses)
        .filteredOn(alert -> is(alert, "firing"))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.at("/annotations/evidence").asText()).contains("expected");
              assertThat(alert.at("/annotations/since").asText()).isNotBlank();
              assertThat(alert.at("/annotations/first_action").asText()).isNotBlank();
            });
    assertThat(collapses).as("its end").anyMatch(alert -> is(alert, "resolved"));
  }

  private static void isFoundAndOver(IncidentState incident) {
    assertThat(incident.noticed()).as(incident.name() + " found").isPresent();
    assertThat(incident.over()).as(incident.name() + " over").isPresent();
    assertThat(Duration.between(incident.injected(), incident.noticed().orElseThrow()))
        .as(incident.name() + " found")
        .isLessThanOrEqualTo(CADENCE.multipliedBy(2).plus(SPAN));
    assertThat(Duration.between(incident.ends(), incident.over().orElseThrow()))
        .as(incident.name() + " over")
        .isLessThanOrEqualTo(CADENCE.plus(SPAN));
  }
}
