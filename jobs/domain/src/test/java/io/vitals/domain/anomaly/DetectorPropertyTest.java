package io.vitals.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of both variants for any series. */
class DetectorPropertyTest {
  private static final int POINTS = 2_000;

  @ParameterizedTest
  @ValueSource(strings = {"rich", "account"})
  void equalPointsGiveEqualJudgements(String variant) {
    double[] series = wild(21);
    assertThat(judged(variant, series)).isEqualTo(judged(variant, series));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rich", "account"})
  void futureChangesNothingOfThePast(String variant) {
    double[] series = wild(22);
    double[] other = series.clone();
    Arrays.fill(other, 1_500, POINTS, 1e6);
    assertThat(judged(variant, other).subList(0, 1_500))
        .isEqualTo(judged(variant, series).subList(0, 1_500));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rich", "account"})
  void interruptionChangesNothing(String variant) {
    double[] series = wild(23);
    DetectorSettings settings = DetectorSettings.standard(variant);
    Detector detector = settings.start();
    List<Judgement> interrupted = new ArrayList<>();
    Random random = new Random(23);
    for (int i = 0; i < POINTS; i++) {
      if (random.nextInt(40) == 0) {
        detector = settings.resume(detector.snapshot());
      }
      interrupted.add(detector.next(time(i), series[i]));
    }
    assertThat(interrupted).isEqualTo(judged(variant, series));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rich", "account"})
  void memoryIsBounded(String variant) {
    double[] series = wild(24);
    Detector detector = DetectorSettings.standard(variant).start();
    int half = 0;
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < POINTS; i++) {
        detector.next(time(round * POINTS + i), series[i]);
      }
      half = round == 1 ? detector.snapshot().length : half;
    }
    assertThat(detector.snapshot()).hasSize(half);
    assertThat(half).isLessThanOrEqualTo(variant.equals("account") ? 2_048 : 200_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rich", "account"})
  void unitOfTheSeriesDoesNotMatter(String variant) {
    double[] series = wild(25);
    double[] scaled = Arrays.stream(series).map(value -> 1_024 * value).toArray();
    List<Judgement> ofSeries = judged(variant, series);
    List<Judgement> ofScaled = judged(variant, scaled);
    for (int i = 0; i < POINTS; i++) {
      assertThat(ofScaled.get(i).score()).isCloseTo(ofSeries.get(i).score(), within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rich", "account"})
  void repeatedAndBackwardTimesAreJudged(String variant) {
    double[] series = wild(26);
    Detector detector = DetectorSettings.standard(variant).start();
    for (int i = 0; i < POINTS; i++) {
      long time = time(i) - (i % 500 < 12 ? TestingSeries.HOUR : 0) - (i % 7 == 0 ? 300_000 : 0);
      Judgement judgement = detector.next(time, series[i]);
      assertThat(judgement.score()).isBetween(0.0, 1.0);
      assertThat(judgement.tailProbability()).isGreaterThan(0).isLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rich", "account"})
  void flatSeriesIsNeverOdd(String variant) {
    double[] flat = new double[POINTS];
    Arrays.fill(flat, 42);
    assertThat(judged(variant, flat)).allMatch(judgement -> judgement.score() == 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rich", "account"})
  void whatIsNoNumberIsRefusedAndLeavesNoTrace(String variant) {
    double[] series = wild(27);
    Detector detector = DetectorSettings.standard(variant).start();
    for (int i = 0; i < 300; i++) {
      detector.next(time(i), series[i]);
    }
    byte[] before = detector.snapshot();
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> detector.next(time(300), bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(detector.snapshot()).isEqualTo(before);
  }

  @Test
  void snapshotOfAnotherDetectorIsRefused() {
    byte[] account = AccountSettings.standard().start().snapshot();
    byte[] rich = RichSettings.standard().start().snapshot();
    assertThatThrownBy(() -> RichSettings.standard().resume(account))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RichSettings.standard().resume(Arrays.copyOf(rich, rich.length - 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RichSettings.standard().resume(Arrays.copyOf(rich, rich.length + 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RichSettings.standard().resume(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void unknownVariantIsRefused() {
    assertThatThrownBy(() -> DetectorSettings.standard("forest"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("forest");
  }

  private static List<Judgement> judged(String variant, double[] series) {
    return new TestingSeries(DetectorSettings.standard(variant), TestingSeries.MINUTES_5)
        .judged(series.length, i -> series[i]);
  }

  private static long time(int place) {
    return TestingSeries.START + place * TestingSeries.MINUTES_5;
  }

  /** Noise, a day's season, heavy tails and shifts. */
  private static double[] wild(long seed) {
    Random random = new Random(seed);
    double[] series = new double[POINTS];
    double level = 100;
    for (int i = 0; i < POINTS; i++) {
      level += random.nextInt(400) == 0 ? 50 * random.nextGaussian() : 0;
      double spike = random.nextInt(150) == 0 ? 30 / random.nextDouble() : 0;
      series[i] = level + spike + random.nextGaussian() + 10 * Math.sin(i * Math.PI / 144);
    }
    return series;
  }
}
