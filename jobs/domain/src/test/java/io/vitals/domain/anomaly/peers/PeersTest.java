package io.vitals.domain.anomaly.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitals.domain.anomaly.CountPrior;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PeersTest {
  private static final String SERIES = "events/24";
  private static final CountPrior SMALL = new CountPrior(1, 1, 0.1);
  private static final CountPrior LARGE = new CountPrior(100, 1, 0.1);

  @Test
  void sizesThatDifferWeighLittleAndWeeksThatAreAlikeAreKnown() {
    CountPrior alike = sums(50, 100, 100).prior();
    CountPrior unlike = sums(50, 20, 400).prior();
    assertThat(alike.meanPerBucket()).isCloseTo(100, within(5.0));
    assertThat(unlike.weightBuckets()).isLessThan(alike.weightBuckets());
    assertThat(alike.season()).hasSize(7).allMatch(factor -> factor > 0.9 && factor < 1.1);
    assertThat(alike.overdispersion()).isLessThan(0.05);
  }

  @Test
  void fewPeersSayNothing() {
    assertThat(sums(PeerSums.FEWEST / 2 - 1, 100, 100).prior()).isNull();
    assertThat(sums(PeerSums.FEWEST / 2, 100, 100).prior()).isNotNull();
    assertThat(sums(50, 0, 0).prior()).isNull();
  }

  @Test
  void inWhichOrderCountsCameMakesNoDifference() {
    long seed = 7;
    List<PeerCount> counts = counts(40, 20, 400);
    CountPrior prior = sums(counts).prior();
    Collections.shuffle(counts, new Random(seed));
    assertThat(sums(counts).prior()).as("seed %d", seed).isEqualTo(prior);
  }

  @Test
  void aSegmentOfWhichNothingIsKnownIsAsAllAreAndAllHasItsTime() {
    KnownPeers peers = new KnownPeers();
    peers.add(new PeerPrior(PeerCount.ALL, SERIES, 10, LARGE));
    peers.add(new PeerPrior("smb", SERIES, 20, SMALL));
    assertThat(peers.at(9, "smb", SERIES)).isNull();
    assertThat(peers.at(19, "smb", SERIES)).isEqualTo(LARGE);
    assertThat(peers.at(20, "smb", SERIES)).isEqualTo(SMALL);
    assertThat(peers.at(20, null, SERIES)).isEqualTo(LARGE);
    assertThat(peers.at(20, "smb", "errors/24")).isNull();
  }

  @Test
  void whatIsReplacedIsForgottenAndWhatIsAheadIsNot() {
    KnownPeers peers = new KnownPeers();
    PeerPrior first = new PeerPrior("smb", SERIES, 10, SMALL);
    PeerPrior second = new PeerPrior("smb", SERIES, 20, LARGE);
    peers.add(first);
    peers.add(second);
    assertThat(peers.forget(second, 19)).isEmpty();
    assertThat(peers.at(19, "smb", SERIES)).isEqualTo(SMALL);
    assertThat(peers.forget(second, 20)).containsExactly(first);
    assertThat(peers.at(19, "smb", SERIES)).isNull();
  }

  private static PeerSums sums(int accounts, int least, int most) {
    return sums(counts(accounts, least, most));
  }

  private static PeerSums sums(List<PeerCount> counts) {
    PeerSums sums = PeerSums.none(7);
    for (PeerCount count : counts) {
      sums = sums.with(count);
    }
    return sums;
  }

  /** Two weeks of accounts of sizes between two, with little noise. */
  private static List<PeerCount> counts(int accounts, int least, int most) {
    Random random = new Random(1);
    List<PeerCount> counts = new ArrayList<>();
    for (int account = 0; account < accounts; account++) {
      double size = least + (most - least) * (account / (double) accounts);
      for (int slot = 0; slot < 7; slot++) {
        double first = Math.max(0, Math.rint(size + Math.sqrt(size) * random.nextGaussian()));
        double second = Math.max(0, Math.rint(size + Math.sqrt(size) * random.nextGaussian()));
        counts.add(new PeerCount("smb", SERIES, slot, 7, first, null));
        counts.add(new PeerCount("smb", SERIES, slot, 7, second, first));
      }
    }
    return counts;
  }
}
