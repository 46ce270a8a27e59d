package io.vitals.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds of counts whatever they are, and how honest the tail probabilities are. */
class CountDetectorPropertyTest {
  private static final int BUCKETS = 1_500;

  @Test
  void equalCountsGiveEqualJudgements() {
    for (CountSettings settings : settings()) {
      int[] counts = wild(31);
      assertThat(TestingCounts.judged(settings, BUCKETS, i -> counts[i]))
          .isEqualTo(TestingCounts.judged(settings, BUCKETS, i -> counts[i]));
    }
  }

  @Test
  void interruptionChangesNothing() {
    for (CountSettings settings : settings()) {
      int[] counts = wild(32);
      Detector detector = settings.start();
      List<Judgement> interrupted = new ArrayList<>();
      for (int i = 0; i < BUCKETS; i++) {
        interrupted.add(detector.next(TestingCounts.time(settings, i), counts[i]));
        if (i % 7 == 0) {
          detector = settings.resume(detector.snapshot());
        }
      }
      assertThat(interrupted).isEqualTo(TestingCounts.judged(settings, BUCKETS, i -> counts[i]));
    }
  }

  @Test
  void snapshotIsSmallAndDoesNotGrow() {
    for (CountSettings settings : settings()) {
      int[] counts = wild(33);
      Detector detector = settings.start();
      int first = detector.snapshot().length;
      TestingCounts.judged(settings, detector, BUCKETS, i -> counts[i]);
      assertThat(detector.snapshot()).hasSize(first);
      assertThat(first).isLessThanOrEqualTo(2_048);
    }
  }

  @Test
  void whatIsNoCountIsRefusedAndLeavesNoTrace() {
    Detector detector = CountSettings.daily().start();
    byte[] before = detector.snapshot();
    for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> detector.next(TestingSeries.START, bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(detector.snapshot()).isEqualTo(before);
    assertThatThrownBy(() -> CountSettings.hourly().resume(before))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tailProbabilitiesOfCountsAreHonest() {
    for (double mean : new double[] {0.5, 5, 50}) {
      for (double overdispersion : new double[] {0, 0.1, 0.3}) {
        long seed = 41;
        Random random = new Random(seed);
        int judged = 0;
        int[] odd = new int[3];
        for (int series = 0; series < 10; series++) {
          List<Judgement> judgements =
              TestingCounts.judged(
                  CountSettings.daily(),
                  500,
                  i -> TestingCounts.draw(random, mean * (i % 7 >= 5 ? 0.3 : 1), overdispersion));
          for (Judgement judgement : judgements.subList(28, judgements.size())) {
            judged++;
            for (int decades = 2; decades <= 4; decades++) {
              odd[decades - 2] += judgement.surprise() >= decades ? 1 : 0;
            }
          }
        }
        for (int decades = 2; decades <= 4; decades++) {
          double due = judged * Math.pow(10, -decades);
          assertThat((double) odd[decades - 2])
              .as(
                  "mean %s, overdispersion %s, %d decades, seed %d",
                  mean, overdispersion, decades, seed)
              .isLessThanOrEqualTo(3 * due + 3);
        }
      }
    }
  }

  @Test
  void tailsAreSumsOfProbabilities() {
    for (double mean : new double[] {0.01, 1, 30, 400}) {
      for (double size : new double[] {0.2, 3, 1_000}) {
        NegativeBinomial distribution = new NegativeBinomial(mean, size);
        double sum = 0;
        for (int count = 0; count < 600; count++) {
          assertThat(distribution.atLeast(count)).isCloseTo(1 - sum, within(1e-9));
          sum += Math.exp(distribution.logProbability(count));
          assertThat(distribution.atMost(count)).isCloseTo(sum, within(1e-9));
        }
      }
    }
  }

  private static List<CountSettings> settings() {
    return List.of(CountSettings.hourly(), CountSettings.daily());
  }

  /** Few and many, shifts, silence and surges. */
  private static int[] wild(long seed) {
    Random random = new Random(seed);
    int[] counts = new int[BUCKETS];
    Arrays.setAll(
        counts,
        i -> {
          double mean = i / 200 % 3 == 0 ? 0.5 : i / 200 % 3 == 1 ? 40 : 0;
          return TestingCounts.draw(random, random.nextInt(100) == 0 ? 500 : mean, 0.2);
        });
    return counts;
  }
}
