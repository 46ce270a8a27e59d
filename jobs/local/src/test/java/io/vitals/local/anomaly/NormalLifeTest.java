package io.vitals.local.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.local.simulator.SimulatedCompany;
import io.vitals.local.simulator.SimulationPlan;
import io.vitals.schemas.Signal;
import io.vitals.schemas.SignalAction;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Weeks of weekends, declared holidays, a month end, a launch, and customers that come and go, seen
 * by the rules.
 */
class NormalLifeTest {
  private static final Instant END = Instant.parse("2027-01-11T00:00:00Z");
  private static final Duration MONTH = Duration.ofDays(30);
  private static final int MOST_A_MONTH = 15;

  @Test
  void aMonthOfNormalLifeIsToldOfSeldom() throws Exception {
    SimulationPlan plan = SimulationPlan.of(1, 500, 75, END);
    WatchedCompany watched = new WatchedCompany(new HashSet<>(plan.holidays()));
    watched.live(new SimulatedCompany(plan).history().entries(), END);
    List<Signal> raised =
        watched.signals().stream()
            .filter(signal -> signal.getAction() == SignalAction.RAISE)
            .filter(signal -> !signal.getIngestTime().isBefore(END.minus(MONTH)))
            .toList();
    assertThat(raised).hasSizeLessThanOrEqualTo(MOST_A_MONTH);
  }
}
