package io.vitals.local.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.anomaly.WorkingCalendar;
import io.vitals.local.simulator.Customers;
import io.vitals.local.simulator.Incident;
import io.vitals.local.simulator.SimulatedCompany;
import io.vitals.local.simulator.SimulationPlan;
import io.vitals.local.simulator.WithCustomerIncident;
import io.vitals.schemas.Signal;
import io.vitals.schemas.SignalAction;
import io.vitals.schemas.SignalKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What befalls customers, seen by the rules of the anomaly job after weeks of normal life. */
class CustomerIncidentTest {
  private static final Instant TUESDAY = Instant.parse("2026-11-24T14:00:00Z");
  private static final Duration BUCKET = Duration.ofHours(1);

  /** An hour is judged once it has settled. */
  private static final Duration SETTLED = Duration.ofMinutes(10);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aCollapseOfUseIsToldWithinTwoBucketsAndNothingElse(long seed) throws Exception {
    isToldWithinTwoBuckets(Incident.Kind.USAGE_COLLAPSE, SignalKind.USAGE_COLLAPSE, seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aSurgeOfTicketsIsToldWithinTwoBucketsAndNothingElse(long seed) throws Exception {
    isToldWithinTwoBuckets(Incident.Kind.TICKET_SURGE, SignalKind.TICKET_SURGE, seed);
  }

  private static void isToldWithinTwoBuckets(Incident.Kind kind, SignalKind told, long seed)
      throws Exception {
    SimulationPlan plan = SimulationPlan.of(seed, 300, 42, TUESDAY);
    SimulatedCompany company = new SimulatedCompany(plan);
    WatchedCompany watched = new WatchedCompany(WorkingCalendar.of(Set.copyOf(plan.holidays())));
    watched.live(company.history().entries(), TUESDAY);
    Customers customers = company.customers(TUESDAY);
    Incident incident =
        new Incident(
            kind,
            customers.subject(kind, Customers.ANY),
            TUESDAY,
            TUESDAY.plus(BUCKET.multipliedBy(4)));
    watched.live(
        new WithCustomerIncident(company.life(), incident, customers),
        TUESDAY.plus(BUCKET.multipliedBy(9)));
    List<Signal> raised =
        watched.signals().stream()
            .filter(signal -> signal.getAction() == SignalAction.RAISE)
            .filter(signal -> signal.getIngestTime().isAfter(TUESDAY.plus(SETTLED)))
            .toList();
    assertThat(raised)
        .as("seed %d, %s", seed, incident)
        .singleElement()
        .satisfies(
            signal -> {
              assertThat(signal.getKind()).isEqualTo(told);
              assertThat(signal.getSubject()).isEqualTo(incident.subject());
              assertThat(signal.getIngestTime())
                  .isBeforeOrEqualTo(TUESDAY.plus(BUCKET.multipliedBy(2)).plus(SETTLED));
            });
  }
}
