package io.vitals.local.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.local.simulator.SimulatedCompany;
import io.vitals.local.simulator.SimulationPlan;
import io.vitals.schemas.Signal;
import io.vitals.schemas.SignalAction;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class NormalLifeTest {
  private static final Instant END = Instant.parse("2027-01-11T00:00:00Z");

  @Test
  void normalLifeStaysWithinTheBudget() throws Exception {
    SimulationPlan plan = SimulationPlan.of(1, 500, 90, END);
    WatchedCompany watched =
        new WatchedCompany(new HashSet<>(plan.holidays()), WatchedCompany.ignoring());
    long start = System.nanoTime();
    watched.live(new SimulatedCompany(plan).history().entries(), END);
    System.out.println("took " + (System.nanoTime() - start) / 1e9);
    List<Signal> raised =
        watched.signals().stream().filter(one -> one.getAction() == SignalAction.RAISE).toList();
    watched
        .signals()
        .forEach(
            one ->
                System.out.printf(
                    "%s %s %s %s since %s until %s arr %s %s explains %d%n",
                    one.getIngestTime(),
                    one.getAction(),
                    one.getKind(),
                    one.getSubject(),
                    one.getSince(),
                    one.getUntil(),
                    one.getArrMinor(),
                    one.getEvidence().isEmpty()
                        ? ""
                        : one.getEvidence().get(0).getMeasure()
                            + "/"
                            + one.getEvidence().get(0).getBucketSeconds()
                            + " "
                            + one.getEvidence().get(0).getObserved()
                            + " of "
                            + one.getEvidence().get(0).getExpected()
                            + " p "
                            + one.getEvidence().get(0).getTailProbability(),
                    one.getExplains().size()));
    assertThat(raised).hasSizeLessThan(90 * 20);
  }
}
