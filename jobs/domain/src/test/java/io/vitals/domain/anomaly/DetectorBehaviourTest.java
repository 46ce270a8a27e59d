package io.vitals.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.anomaly.Judgement.Direction;
import io.vitals.domain.anomaly.Judgement.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What both variants make of what can happen to a series. */
class DetectorBehaviourTest {
  private static final double ALARM = 0.15;
  private static final int POINTS = 3_000;
  private static final int CHANGE = 2_500;

  @ParameterizedTest
  @ValueSource(strings = {"rich", "account"})
  void hugeSpikeIsOneAlertUpwards(String variant) {
    double[] noise = TestingSeries.noise(1, POINTS);
    List<Judgement> judged = judged(variant, i -> 100 + noise[i] + (i == CHANGE ? 200 : 0));
    assertOneEpisodeFrom(judged, CHANGE, 2);
    assertThat(first(judged).direction()).isEqualTo(Direction.UP);
    assertThat(first(judged).kind()).isEqualTo(Kind.SPIKE);
    assertThat(first(judged).value()).isGreaterThan(first(judged).high());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rich", "account"})
  void dropToZeroIsOneAlertDownwardsAtTheDropAndNotAtTheRecovery(String variant) {
    double[] noise = TestingSeries.noise(2, POINTS);
    List<Judgement> judged =
        judged(variant, i -> i >= CHANGE && i < CHANGE + 20 ? 0 : 100 + 5 * noise[i]);
    assertOneEpisodeFrom(judged, CHANGE, 3);
    assertThat(first(judged).direction()).isEqualTo(Direction.DOWN);
    assertThat(first(judged).kind()).isIn(Kind.DROP, Kind.SHIFT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rich", "account"})
  void shiftIsOneEpisodeAndThenTheNewNormal(String variant) {
    double[] noise = TestingSeries.noise(3, 6_000);
    List<Judgement> judged =
        judged(6_000, variant, i -> 100 + 3 * noise[i] + (i >= CHANGE ? 40 : 0));
    assertOneEpisodeFrom(judged, CHANGE, 5);
    Judgement later = judged.get(judged.size() - 1);
    assertThat(later.expected()).isBetween(130.0, 150.0);
    assertThat(later.low()).isGreaterThan(115);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rich", "account"})
  void oneAbsurdValueBlindsItForNothingThatFollows(String variant) {
    double[] noise = TestingSeries.noise(6, 6_000);
    int absurd = 1_500;
    int step = 4_000;
    List<Judgement> judged =
        judged(
            6_000,
            variant,
            i -> i == absurd ? 18_446_744_073_709_551_615.0 : 100 + noise[i] + (i < step ? 0 : 50));
    assertThat(alarmsAfter(judged, step)).isNotEmpty();
    assertThat(alarmsAfter(judged, step).get(0)).isLessThanOrEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rich", "account"})
  void seriesThatStandsStillIsNoticed(String variant) {
    double[] noise = TestingSeries.noise(4, POINTS);
    List<Judgement> judged =
        judged(variant, i -> i >= CHANGE ? 100 + noise[CHANGE] : 100 + noise[i]);
    assertOneEpisodeFrom(judged, CHANGE, 30);
    assertThat(first(judged).kind()).isEqualTo(Kind.SILENCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rich", "account"})
  void greaterVarianceIsNoticed(String variant) {
    double[] noise = TestingSeries.noise(5, POINTS);
    List<Judgement> judged = judged(variant, i -> 100 + (i >= CHANGE ? 6 : 1) * noise[i]);
    assertThat(alarmsAfter(judged, CHANGE)).isNotEmpty().hasSizeLessThanOrEqualTo(2);
    assertThat(alarmsAfter(judged, CHANGE).get(0)).isLessThanOrEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rich", "account"})
  void silenceIsNoticedWhileItLasts(String variant) {
    double[] noise = TestingSeries.noise(6, POINTS);
    Detector detector = DetectorSettings.standard(variant).start();
    long time = TestingSeries.START;
    for (int i = 0; i < 1_000; i++) {
      time += TestingSeries.HOUR;
      detector.next(time, 100 + noise[i]);
    }
    Judgement silent = null;
    int absences = 0;
    while (absences < 6 && (silent == null || silent.score() < ALARM)) {
      time += TestingSeries.HOUR;
      absences++;
      silent = detector.absent(time);
    }
    assertThat(silent.score()).isGreaterThanOrEqualTo(ALARM);
    assertThat(silent.kind()).isEqualTo(Kind.SILENCE);
    assertThat(silent.value()).isNaN();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rich", "account"})
  void lowCountsAreUsualAndABurstIsNot(String variant) {
    Random random = new Random(7);
    int[] counts = new int[POINTS];
    Arrays.setAll(counts, unused -> poisson(random, 0.3));
    List<Judgement> judged =
        judged(variant, i -> counts[i] + (i >= CHANGE && i < CHANGE + 3 ? 25 : 0));
    assertOneEpisodeFrom(judged, CHANGE, 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rich", "account"})
  void weekIsLearnedSoThatWeekendsAreNoAlarm(String variant) {
    double[] noise = TestingSeries.noise(8, 24 * 7 * 12);
    List<Judgement> judged =
        new TestingSeries(DetectorSettings.standard(variant), TestingSeries.HOUR)
            .judged(24 * 7 * 12, i -> week(i) + 3 * noise[i]);
    int known = 24 * 7 * 5;
    assertThat(TestingSeries.alarms(judged.subList(known, judged.size()), ALARM)).isEmpty();
    double off = 0;
    for (int i = known; i < judged.size(); i++) {
      off += Math.abs(judged.get(i).expected() - week(i));
    }
    assertThat(off / (judged.size() - known)).isLessThan(15);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rich", "account"})
  void noiseRaisesNoAlarmsAndTailProbabilitiesAreHonest(String variant) {
    int points = 20_000;
    for (long seed : new long[] {11, 12, 13}) {
      double[] noise = TestingSeries.noise(seed, points);
      List<Judgement> judged = judged(points, variant, i -> 1_000 + 50 * noise[i]);
      for (double decades : new double[] {1, 2, 3}) {
        double share =
            judged.stream().filter(j -> j.tailProbability() <= Math.pow(10, -decades)).count()
                / (double) points;
        assertThat(share)
            .as("share of points at %s decades, seed %d", decades, seed)
            .isLessThanOrEqualTo(1.5 * Math.pow(10, -decades));
      }
    }
  }

  private static double week(int hour) {
    boolean isWeekend = hour / 24 % 7 >= 5;
    return isWeekend ? 20 : 100 + 80 * Math.sin(2 * Math.PI * (hour % 24) / 24);
  }

  private static int poisson(Random random, double mean) {
    int count = 0;
    for (double left = random.nextDouble(); left > Math.exp(-mean); left *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  /** The first alarm of the change. */
  private static Judgement first(List<Judgement> judged) {
    return judged.get(CHANGE + alarmsAfter(judged, CHANGE).get(0));
  }

  /** One alert from the change on; before it there may be one in some thousand points. */
  private static void assertOneEpisodeFrom(List<Judgement> judged, int place, int latest) {
    List<Integer> after = alarmsAfter(judged, place);
    assertThat(after).hasSize(1);
    assertThat(after.get(0)).isLessThanOrEqualTo(latest);
    assertThat(TestingSeries.alarms(judged.subList(0, place), ALARM)).hasSizeLessThanOrEqualTo(1);
  }

  private static List<Integer> alarmsAfter(List<Judgement> judged, int place) {
    return TestingSeries.alarms(judged.subList(place, judged.size()), ALARM);
  }

  private static List<Judgement> judged(String variant, IntToDoubleFunction values) {
    return judged(POINTS, variant, values);
  }

  private static List<Judgement> judged(int points, String variant, IntToDoubleFunction values) {
    return new TestingSeries(DetectorSettings.standard(variant), TestingSeries.MINUTES_5)
        .judged(points, values);
  }
}
