package io.vitals.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.anomaly.Judgement.Direction;
import io.vitals.domain.anomaly.Judgement.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is made of what can happen to a series of counts. */
class CountDetectorTest {
  private static final CountSettings HOURLY = CountSettings.hourly();
  private static final CountSettings DAILY = CountSettings.daily();

  /** Eleven in the morning of a Wednesday, after six weeks. */
  private static final int WEDNESDAY = 24 * 7 * 6 + 24 * 2 + 11;

  @Test
  void silenceOfASteadyAccountIsOddAtOnceAndOneEpisode() {
    int[] counts = hours(1, 60, 0.05, WEDNESDAY + 24);
    List<Judgement> judged =
        TestingCounts.judged(HOURLY, counts.length, i -> i >= WEDNESDAY ? 0 : counts[i]);
    Judgement first = judged.get(WEDNESDAY);
    assertThat(first.tailProbability()).isLessThan(1e-5);
    assertThat(first.direction()).isEqualTo(Direction.DOWN);
    assertThat(first.kind()).isEqualTo(Kind.SILENCE);
    assertThat(first.evidence().episodeStart()).isEqualTo(first.time());
    assertThat(judged.get(WEDNESDAY + 23).evidence().episodeStart()).isEqualTo(first.time());
    assertThat(told(judged.subList(WEDNESDAY, judged.size()))).isEqualTo(1);
  }

  @Test
  void surgeIsOddAtOnceAndOverWhenItIsOver() {
    int[] counts = hours(2, 60, 0.05, WEDNESDAY + 48);
    List<Judgement> judged =
        TestingCounts.judged(
            HOURLY, counts.length, i -> i == WEDNESDAY ? 10 * counts[i] : counts[i]);
    Judgement first = judged.get(WEDNESDAY);
    assertThat(first.tailProbability()).isLessThan(1e-6);
    assertThat(first.direction()).isEqualTo(Direction.UP);
    assertThat(first.kind()).isEqualTo(Kind.SPIKE);
    assertThat(first.value()).isGreaterThan(first.high());
    assertThat(judged.get(WEDNESDAY + 1).tailProbability()).isGreaterThan(HOURLY.odd());
    assertThat(judged.get(WEDNESDAY + 4).evidence().episodeStart()).isEqualTo(Evidence.NO_EPISODE);
  }

  @Test
  void silenceOfFewCountsIsFoundAfterSeveralBuckets() {
    int[] counts = counts(3, 5, 0, 70);
    List<Judgement> judged = TestingCounts.judged(DAILY, 70, i -> i >= 60 ? 0 : counts[i]);
    assertThat(judged.get(60).tailProbability()).isGreaterThan(0.01);
    assertThat(judged.subList(61, 70))
        .anySatisfy(
            judgement -> {
              assertThat(judgement.tailProbability()).isLessThan(DAILY.odd());
              assertThat(judgement.kind()).isEqualTo(Kind.SILENCE);
            });
  }

  @Test
  void weekIsLearned() {
    int[] counts = hours(4, 60, 0.05, 24 * 7 * 12);
    List<Judgement> judged = TestingCounts.judged(HOURLY, counts.length, i -> counts[i]);
    assertThat(judged.stream().filter(j -> j.tailProbability() <= 1e-4)).isEmpty();
    Judgement noon = judged.get(24 * 7 * 11 + 12);
    assertThat(noon.expected()).isBetween(50.0, 70.0);
    Judgement sunday = judged.get(24 * 7 * 11 + 24 * 6 + 12);
    assertThat(sunday.expected()).isBetween(3.0, 10.0);
  }

  @Test
  void shiftIsOneEpisodeAndThenTheNewNormal() {
    int[] counts = hours(5, 60, 0.05, WEDNESDAY + 24 * 21);
    int[] shifted = hours(6, 240, 0.05, WEDNESDAY + 24 * 21);
    List<Judgement> judged =
        TestingCounts.judged(HOURLY, counts.length, i -> i >= WEDNESDAY ? shifted[i] : counts[i]);
    List<Judgement> after = judged.subList(WEDNESDAY, judged.size());
    assertThat(
            after.stream()
                .map(judgement -> judgement.evidence().episodeStart())
                .filter(start -> start != Evidence.NO_EPISODE)
                .collect(Collectors.toSet()))
        .containsExactly(judged.get(WEDNESDAY).time());
    assertThat(after.stream().filter(judgement -> judgement.kind() == Kind.SHIFT)).isNotEmpty();
    assertThat(judged.get(WEDNESDAY + 24 * 19).expected()).isBetween(180.0, 300.0);
  }

  @Test
  void coldStartSaysNothing() {
    int[] counts = hours(6, 60, 0.05, 24 * 14);
    List<Judgement> judged = TestingCounts.judged(HOURLY, counts.length, i -> counts[i]);
    assertThat(judged.subList(0, 24 * 7)).allMatch(judgement -> judgement.tailProbability() == 1);
    assertThat(judged.subList(0, 24 * 7)).allMatch(judgement -> judgement.evidence() == null);
    assertThat(judged).allMatch(judgement -> judgement.tailProbability() > HOURLY.odd());
  }

  @Test
  void peersGivePowerFromTheSecondDay() {
    CountPrior prior = new CountPrior(40, 5, 0.05);
    List<Judgement> judged = TestingCounts.judged(DAILY, DAILY.start(prior), 3, i -> 40);
    assertThat(judged.get(0).evidence()).isNull();
    assertThat(judged).allMatch(judgement -> judgement.tailProbability() > 0.5);
    List<Judgement> surge =
        TestingCounts.judged(DAILY, DAILY.start(prior), 2, i -> i == 0 ? 40 : 2_000);
    assertThat(surge.get(1).tailProbability()).isLessThan(1e-4);
  }

  @Test
  void sizeIsItsOwnWhateverThatOfPeers() {
    CountPrior prior = new CountPrior(40, 0.1, 0.05);
    for (int size : new int[] {10, 40, 20_000}) {
      List<Judgement> judged = TestingCounts.judged(DAILY, DAILY.start(prior), 4, i -> size);
      assertThat(judged.get(1).expected()).isBetween(0.5 * size, 2.0 * size);
      assertThat(judged).allMatch(judgement -> judgement.tailProbability() > 0.1);
    }
  }

  @Test
  void absentCountIsUnknown() {
    int[] counts = hours(7, 60, 0.05, WEDNESDAY);
    Detector detector = HOURLY.start();
    TestingCounts.judged(HOURLY, detector, WEDNESDAY, i -> counts[i]);
    byte[] before = detector.snapshot();
    Judgement judgement = detector.absent(TestingCounts.time(HOURLY, WEDNESDAY));
    assertThat(judgement.tailProbability()).isEqualTo(1);
    assertThat(judgement.value()).isNaN();
    assertThat(judgement.expected()).isBetween(40.0, 80.0);
    assertThat(detector.snapshot()).isEqualTo(before);
  }

  /** How many judgements a threshold of an alert would let through. */
  private static long told(List<Judgement> judged) {
    return judged.stream().filter(judgement -> judgement.score() >= 0.15).count();
  }

  private static int[] hours(long seed, double busy, double overdispersion, int buckets) {
    Random random = new Random(seed);
    int[] counts = new int[buckets];
    Arrays.setAll(
        counts,
        i -> TestingCounts.draw(random, busy * TestingCounts.workingHours(i), overdispersion));
    return counts;
  }

  private static int[] counts(long seed, double mean, double overdispersion, int buckets) {
    Random random = new Random(seed);
    int[] counts = new int[buckets];
    Arrays.setAll(counts, unused -> TestingCounts.draw(random, mean, overdispersion));
    return counts;
  }
}
