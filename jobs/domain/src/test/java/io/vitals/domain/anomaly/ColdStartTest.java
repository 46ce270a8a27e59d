package io.vitals.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.anomaly.peers.PeerCount;
import io.vitals.domain.anomaly.peers.PeerSums;
import io.vitals.domain.anomaly.peers.SlotCounts;
import io.vitals.domain.anomaly.series.SeriesCount;
import io.vitals.domain.anomaly.series.SeriesMeasure;
import io.vitals.schemas.SignalScope;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** An account that appears in the third week, among peers of all sizes and alone. */
class ColdStartTest {
  private static final CountSettings DAILY = CountSettings.daily();
  private static final CountSettings HOURLY = CountSettings.hourly();
  private static final int NEW_ACCOUNTS = 200;
  private static final int PEERS = 60;
  private static final int FOURTH_DAY = 3;
  private static final int WEEKS = 4;
  private static final int CHANCE = 2;

  @Test
  void aCollapseOnTheFourthDayIsFoundAmongPeersAndNotAlone() {
    for (CountSettings settings : List.of(DAILY, HOURLY)) {
      int among = 0;
      int alone = 0;
      CountPrior prior = peers(settings, 51);
      for (long seed = 0; seed < NEW_ACCOUNTS; seed++) {
        IntToDoubleFunction life = life(settings, 1_000 + seed);
        IntToDoubleFunction collapse =
            i -> i >= FOURTH_DAY * aDay(settings) ? 0 : life.applyAsDouble(i);
        among += episodes(settings, settings.start(prior), FOURTH_DAY + 1, collapse).size();
        alone += episodes(settings, settings.start(), FOURTH_DAY + 1, collapse).size();
      }
      assertThat(among).as("%s", settings.bucket()).isGreaterThan(NEW_ACCOUNTS * 9 / 10);
      assertThat(alone).isZero();
    }
  }

  @Test
  void peersAddNoFalseEpisodes() {
    for (CountSettings settings : List.of(DAILY, HOURLY)) {
      int among = 0;
      int alone = 0;
      CountPrior prior = peers(settings, 52);
      for (long seed = 0; seed < NEW_ACCOUNTS; seed++) {
        IntToDoubleFunction life = life(settings, 2_000 + seed);
        among += episodes(settings, settings.start(prior), 7 * WEEKS, life).size();
        alone += episodes(settings, settings.start(), 7 * WEEKS, life).size();
      }
      assertThat(among).as("%s", settings.bucket()).isLessThanOrEqualTo(alone + CHANCE);
    }
  }

  private static Set<Long> episodes(
      CountSettings settings, Detector detector, int days, IntToDoubleFunction counts) {
    Set<Long> episodes = new HashSet<>();
    for (Judgement judgement :
        TestingCounts.judged(settings, detector, days * aDay(settings), counts)) {
      Evidence evidence = judgement.evidence();
      if (evidence != null && evidence.episodeStart() != Evidence.NO_EPISODE) {
        episodes.add(evidence.episodeStart());
      }
    }
    return episodes;
  }

  private static CountPrior peers(CountSettings settings, long seed) {
    PeerSums sums = PeerSums.none(settings.seasonSlots());
    for (int peer = 0; peer < PEERS; peer++) {
      IntToDoubleFunction life = life(settings, seed * PEERS + peer);
      SlotCounts slots = SlotCounts.none(settings.seasonSlots());
      for (int i = 0; i < 14 * aDay(settings); i++) {
        SeriesCount count =
            new SeriesCount(
                SignalScope.ACCOUNT,
                "demo:" + peer,
                "smb",
                SeriesMeasure.EVENTS,
                TestingCounts.time(settings, i),
                settings.bucket().toMillis(),
                life.applyAsDouble(i),
                null,
                null);
        PeerCount compared = slots.compare(count, settings);
        slots = slots.with(compared);
        sums = sums.with(compared);
      }
    }
    return sums.prior();
  }

  /** Counts of an account of some size, which comes from a log-normal distribution. */
  private static IntToDoubleFunction life(CountSettings settings, long seed) {
    Random random = new Random(seed);
    double size = Math.exp(random.nextGaussian()) * (aDay(settings) == 1 ? 60 : 20);
    int[] counts = new int[7 * WEEKS * aDay(settings)];
    for (int i = 0; i < counts.length; i++) {
      double mean =
          aDay(settings) == 1
              ? (i % 7 >= 5 ? 0.1 : 1) * size
              : TestingCounts.workingHours(i) * size;
      counts[i] = TestingCounts.draw(random, mean, 0.1);
    }
    return i -> counts[i];
  }

  private static int aDay(CountSettings settings) {
    return settings.bucket().equals(DAILY.bucket()) ? 1 : 24;
  }
}
