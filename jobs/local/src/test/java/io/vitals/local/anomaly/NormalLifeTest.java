package io.vitals.local.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.anomaly.WorkingCalendar;
import io.vitals.local.simulator.SimulatedCompany;
import io.vitals.local.simulator.SimulationPlan;
import io.vitals.schemas.Signal;
import io.vitals.schemas.SignalAction;
import io.vitals.schemas.SignalScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Weeks of weekends, declared holidays and one that is not, a month end, a launch, and customers
 * that come and go, seen by the rules.
 */
class NormalLifeTest {
  private static final Instant END = Instant.parse("2027-01-11T00:00:00Z");
  private static final Duration MONTH = Duration.ofDays(30);
  private static final int MOST_A_MONTH = 15;

  /** In North America nobody works, and nobody said so. */
  private static final Instant HOLIDAY = Instant.parse("2026-11-11T00:00:00Z");

  @Test
  void aMonthOfNormalLifeIsToldOfSeldom() throws Exception {
    assertThat(raised(SimulationPlan.of(1, 500, 75, END), END.minus(MONTH)))
        .hasSizeLessThanOrEqualTo(MOST_A_MONTH);
  }

  /** Of 2026-12-12 the month has the holiday in it. */
  @ParameterizedTest
  @CsvSource({
    "2,2027-01-11",
    "3,2027-01-11",
    "1,2026-12-12",
    "2,2026-12-12",
    "3,2026-12-12",
    "1,2027-03-01",
    "2,2027-03-01",
    "3,2027-03-01"
  })
  @EnabledIfSystemProperty(named = "vitals.tests.long", matches = "true")
  void soAreOtherMonthsOfOtherCompanies(long seed, String day) throws Exception {
    Instant end = Instant.parse(day + "T00:00:00Z");
    assertThat(raised(SimulationPlan.of(seed, 500, 75, end), end.minus(MONTH)))
        .hasSizeLessThanOrEqualTo(MOST_A_MONTH);
  }

  @Test
  void aHolidayOfOneRegionIsToldOfOnceAndNotOfEachAccount() throws Exception {
    Instant end = HOLIDAY.plus(Duration.ofHours(50));
    List<Signal> raised = raised(SimulationPlan.of(1, 300, 44, end), HOLIDAY);
    assertThat(raised).extracting(Signal::getScope).containsOnlyOnce(SignalScope.PORTFOLIO);
    assertThat(raised).hasSizeLessThanOrEqualTo(3);
  }

  private static List<Signal> raised(SimulationPlan plan, Instant from) throws Exception {
    WatchedCompany watched = new WatchedCompany(WorkingCalendar.of(Set.copyOf(plan.holidays())));
    watched.live(new SimulatedCompany(plan).history().entries(), plan.end());
    List<Signal> raised =
        watched.signals().stream()
            .filter(signal -> signal.getAction() == SignalAction.RAISE)
            .filter(signal -> !signal.getIngestTime().isBefore(from))
            .toList();
    System.out.printf(
        "seed %d, %s to %s: %d told of%n", plan.seed(), from, plan.end(), raised.size());
    return raised;
  }
}
