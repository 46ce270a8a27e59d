package io.vitals.domain.anomaly.budget;

import static io.vitals.domain.anomaly.budget.Streams.DAY;
import static io.vitals.domain.anomaly.budget.Streams.START;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.anomaly.budget.Decision.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertBudgetPropertyTest {
  private static final int RUNS = 300;

  @Test
  void decidesAsANaiveReferenceDoes() {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      AlertBudgetSettings settings = settings(random);
      AlertBudget budget = AlertBudget.start();
      NaiveBudget naive = new NaiveBudget(settings);
      for (Batch batch : batches(random, 30)) {
        Decision decision = budget.decide(batch, settings);
        String as = "seed %d, %s".formatted(seed, batch.start());
        assertThat(decision.alerts()).as(as).isEqualTo(naive.alerts(batch));
        budget = decision.next();
      }
    }
  }

  @Test
  void orderWithinABatchDoesNotMatter() {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      AlertBudgetSettings settings = settings(random);
      AlertBudget budget = AlertBudget.start();
      for (Batch batch : batches(random, 10)) {
        List<Candidate> shuffled = new ArrayList<>(batch.candidates());
        Collections.shuffle(shuffled, random);
        Decision decision = budget.decide(batch, settings);
        assertThat(budget.decide(new Batch(batch.start(), batch.tests(), shuffled), settings))
            .as("seed %d", seed)
            .isEqualTo(decision);
        budget = decision.next();
      }
    }
  }

  @Test
  void everyCandidateIsAccountedForOnceAndNoLimitIsPassed() {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      AlertBudgetSettings settings = settings(random);
      AlertBudget budget = AlertBudget.start();
      for (Batch batch : batches(random, 60)) {
        Decision decision = budget.decide(batch, settings);
        List<Candidate> all = new ArrayList<>(decision.alerts());
        all.addAll(decision.continuing());
        decision.suppressed().forEach(one -> all.add(one.candidate()));
        assertThat(all).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(batch.candidates());
        budget = decision.next();
        assertThat(budget.alertsInDay()).isBetween(0, settings.alertsPerDay());
        assertThat(budget.shareLeft()).isBetween(0.0, 1.0);
        assertThat(budget.episodes().stream().filter(episode -> !episode.alerted()).count())
            .isLessThanOrEqualTo(settings.waitingLimit());
      }
    }
  }

  /** Levels of all tests of a period, whatever comes when: alpha is not overspent. */
  @Test
  void levelsOfAPeriodAddUpToAlphaAtMost() {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      AlertBudgetSettings settings = settings(random);
      Reshaping beta = Reshaping.of(settings);
      AlertBudget budget = AlertBudget.start();
      long period = Long.MIN_VALUE;
      double spent = 0;
      for (Batch batch : batches(random, 60)) {
        Decision decision = budget.decide(batch, settings);
        budget = decision.next();
        spent = budget.periodEnd() == period ? spent : 0;
        period = budget.periodEnd();
        double level = decision.threshold() / beta.at(budget.alertsInPeriod() + 1);
        spent += level * batch.tests();
        assertThat(spent)
            .as("seed %d", seed)
            .isLessThanOrEqualTo(settings.falseDiscoveryRate() * (1 + 1e-9));
      }
    }
  }

  @Test
  void anEpisodeIsAlertedOnce() {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      AlertBudgetSettings settings = settings(random);
      AlertBudget budget = AlertBudget.start();
      Set<String> told = new HashSet<>();
      for (Batch batch : batches(random, 60)) {
        Decision decision = budget.decide(batch, settings);
        for (Candidate alert : decision.alerts()) {
          assertThat(told.add(alert.series() + alert.episodeStart())).as("seed %d", seed).isTrue();
        }
        budget = decision.next();
      }
    }
  }

  @Test
  void noSegmentExplainsWithoutBeingTold() {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      AlertBudgetSettings settings = settings(random);
      AlertBudget budget = AlertBudget.start();
      for (Batch batch : batches(random, 30)) {
        Decision decision = budget.decide(batch, settings);
        Set<String> told = decision.alerts().stream().map(Candidate::series).collect(toSet());
        decision.continuing().forEach(candidate -> told.add(candidate.series()));
        decision.suppressed().stream()
            .filter(one -> one.reason() == Reason.EXPLAINED)
            .filter(one -> one.cause().kind() == Cause.Kind.SEGMENT)
            .forEach(one -> assertThat(told).contains(one.cause().id()));
        budget = decision.next();
      }
    }
  }

  private static AlertBudgetSettings settings(Random random) {
    return new AlertBudgetSettings(
        0.05 + random.nextDouble() * 0.4,
        1 + random.nextInt(6),
        1 + random.nextInt(7),
        1 + random.nextInt(60),
        1e-8,
        random.nextInt(5),
        20);
  }

  /** Six hours each, some missing; few series, so that episodes go on, end and begin anew. */
  private static List<Batch> batches(Random random, int count) {
    List<Batch> batches = new ArrayList<>();
    Instant[] began = new Instant[14];
    Instant now = START;
    for (int i = 0; i < count; i++) {
      now = now.plus(Duration.ofHours(6L * (1 + random.nextInt(2))));
      List<Candidate> candidates = new ArrayList<>();
      for (int series = 0; series < began.length; series++) {
        if (began[series] == null || random.nextInt(4) == 0) {
          began[series] = now;
        }
        if (random.nextInt(5) > 0) {
          candidates.add(
              new Candidate(
                  "series-" + series,
                  Math.pow(10, -9 * random.nextDouble()),
                  began[series],
                  random.nextInt(3) == 0 ? null : (Long) (long) random.nextInt(4),
                  cause(series, random)));
        }
      }
      batches.add(new Batch(now, candidates.size() + random.nextInt(10), candidates));
    }
    assertThat(batches.get(0).start()).isBefore(START.plus(DAY));
    return batches;
  }

  /** The first two series are segments, told apart from accounts by that they have no cause. */
  private static Cause cause(int series, Random random) {
    if (series < 2) {
      return null;
    }
    return switch (random.nextInt(4)) {
      case 0 -> new Cause(Cause.Kind.SEGMENT, "series-" + random.nextInt(2));
      case 1 -> new Cause(Cause.Kind.SOURCE_BREAK, "source");
      default -> null;
    };
  }
}
