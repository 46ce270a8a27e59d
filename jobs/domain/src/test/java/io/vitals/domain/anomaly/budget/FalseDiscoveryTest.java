package io.vitals.domain.anomaly.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.anomaly.budget.Streams.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What the rule promises, at a size that many seeds can be run at. Alpha is 0.1; when nothing is
 * anomalous, the share of false alerts is 1 in a stream with an alert and 0 in the others.
 */
class FalseDiscoveryTest {
  private static final int SEEDS = 200;
  private static final double ALPHA = 0.1;

  @Test
  void independentNormalLifeIsQuiet() {
    Streams streams = Streams.independentNull(300, 20);
    assertThat(meanFalseShare(streams, settings(300, 20))).isLessThanOrEqualTo(ALPHA);
  }

  @Test
  void normalLifeOfSegmentsThatMoveAsOneIsQuiet() {
    for (double correlation : new double[] {0.2, 0.5, 0.9}) {
      Streams streams = Streams.correlatedNull(300, 20, 3, correlation);
      assertThat(meanFalseShare(streams, settings(300, 20)))
          .as("correlation %s", correlation)
          .isLessThanOrEqualTo(ALPHA);
    }
  }

  @Test
  void amongManyTrueAlertsFewAreFalse() {
    Streams streams = new Streams(300, 20, 3, 0.3, 4, 60, 6.0);
    List<Outcome> outcomes = outcomes(streams, settings(300, 20));
    double falseShare = outcomes.stream().mapToDouble(Outcome::falseShare).average().orElseThrow();
    double power = outcomes.stream().mapToInt(Outcome::found).average().orElseThrow() / 60;
    assertThat(falseShare).isLessThanOrEqualTo(ALPHA);
    assertThat(power).isGreaterThan(0.9);
  }

  /**
   * Tail probabilities that are uniform each, and together as bad as can be for a procedure that
   * takes them for independent: of n, k fall between the k-1st and the kth part of alpha with
   * probability alpha / k (Guo and Rao, On control of the false discovery rate under no assumption
   * of dependency, 2008). Benjamini and Hochberg's procedure alerts in alpha (1 + ... + 1/n) of all
   * cases.
   */
  @Test
  void theWorstDependenceKeepsThePromise() {
    int tests = 50;
    int cases = 4_000;
    AlertBudgetSettings settings = new AlertBudgetSettings(ALPHA, tests, 1, tests, 1e-12, 0, 1);
    int alerting = 0;
    int alertingByBenjaminiHochberg = 0;
    Random random = new Random(11);
    for (int i = 0; i < cases; i++) {
      List<Candidate> candidates = adversary(tests, random);
      Batch batch = new Batch(Streams.START, tests, candidates);
      Decision decision = AlertBudget.start().decide(batch, settings);
      alerting += decision.alerts().isEmpty() ? 0 : 1;
      alertingByBenjaminiHochberg += benjaminiHochbergRejects(candidates) ? 1 : 0;
    }
    assertThat((double) alertingByBenjaminiHochberg / cases).isGreaterThan(4 * ALPHA);
    assertThat((double) alerting / cases).isLessThanOrEqualTo(ALPHA);
  }

  private static List<Candidate> adversary(int tests, Random random) {
    double pick = random.nextDouble();
    int together = 0;
    double cumulated = 0;
    for (int k = 1; k <= tests && together == 0; k++) {
      cumulated += ALPHA / k;
      together = pick < cumulated ? k : 0;
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, tests).boxed().toList());
    Collections.shuffle(order, random);
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < tests; i++) {
      double p =
          i < together
              ? (together - 1 + random.nextDouble()) * ALPHA / tests + 1e-9
              : ALPHA + (1 - ALPHA) * random.nextDouble();
      candidates.add(new Candidate("series-" + order.get(i), p, Streams.START, null, null));
    }
    return candidates;
  }

  private static boolean benjaminiHochbergRejects(List<Candidate> candidates) {
    List<Double> sorted = candidates.stream().map(Candidate::tailProbability).sorted().toList();
    return IntStream.rangeClosed(1, sorted.size())
        .anyMatch(r -> sorted.get(r - 1) <= ALPHA * r / sorted.size() + 1e-9);
  }

  private static double meanFalseShare(Streams streams, AlertBudgetSettings settings) {
    return outcomes(streams, settings).stream()
        .mapToDouble(Outcome::falseShare)
        .average()
        .orElseThrow();
  }

  /** Seeds 0 to 199. */
  private static List<Outcome> outcomes(Streams streams, AlertBudgetSettings settings) {
    return LongStream.range(0, SEEDS).mapToObj(seed -> streams.run(seed, settings)).toList();
  }

  private static AlertBudgetSettings settings(int series, int days) {
    return new AlertBudgetSettings(ALPHA, 20, days, series, 1e-10, 100, 30);
  }
}
