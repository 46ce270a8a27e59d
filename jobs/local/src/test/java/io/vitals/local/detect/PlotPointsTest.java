package io.vitals.local.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.vitals.domain.anomaly.Judgement.Kind;
import io.vitals.local.detect.PlotPoints.Bucket;
import io.vitals.local.detect.PlotPoints.Sample;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlotPointsTest {
  private final PlotPoints points = new PlotPoints();

  @Test
  void fewPointsStandAlone() {
    add(1, 5, 10);
    add(2, 3, Double.NaN);
    assertThat(points.buckets())
        .extracting(Bucket::points, Bucket::first)
        .containsExactly(tuple(1L, new Sample(1, 5)), tuple(1L, new Sample(2, 3)));
    assertThat(points.buckets()).extracting(Bucket::isExpected).containsExactly(true, false);
  }

  @ParameterizedTest
  @ValueSource(ints = {2_000, 2_001, 4_001, 100_000})
  void noExtremeIsLostHoweverManyThereAre(int count) {
    long seed = 20_140_401;
    Random random = new Random(seed);
    int spike = random.nextInt(count);
    int dip = random.nextInt(count);
    for (int i = 0; i < count; i++) {
      add(i, i == spike ? 1_000 : i == dip ? -1_000 : random.nextDouble(), 10);
    }
    List<Bucket> buckets = points.buckets();
    assertThat(buckets.size()).as("seed %d", seed).isBetween(1_000, PlotPoints.MOST_BUCKETS);
    assertThat(buckets.stream().mapToLong(Bucket::points).sum()).isEqualTo(count);
    assertThat(buckets).extracting(Bucket::highest).contains(new Sample(spike, 1_000));
    assertThat(buckets).extracting(Bucket::lowest).contains(new Sample(dip, -1_000));
    assertThat(buckets).allMatch(bucket -> bucket.first().time() <= bucket.second().time());
  }

  @Test
  void whatWasExpectedOfNeighboursIsAllOfIt() {
    Bucket learning = bucket(1, 5, Double.NaN);
    Bucket known = bucket(2, 4, 10).with(bucket(3, 6, 12));
    assertThat(known).isEqualTo(new Bucket(2, new Sample(2, 4), new Sample(3, 6), true, 5, 17));
    assertThat(learning.with(known))
        .extracting(Bucket::low, Bucket::high)
        .containsExactly(5.0, 17.0);
    assertThat(known.with(learning))
        .extracting(Bucket::low, Bucket::high)
        .containsExactly(5.0, 17.0);
    assertThat(learning.with(learning).isExpected()).isFalse();
  }

  @Test
  void theOrderOfExtremesIsThatOfTheirPoints() {
    assertThat(bucket(1, 6, 10).with(bucket(2, 4, 10)).first()).isEqualTo(new Sample(1, 6));
    assertThat(bucket(1, 4, 10).with(bucket(2, 6, 10)).first()).isEqualTo(new Sample(1, 4));
    Bucket falling = bucket(2, 9, 10).with(bucket(3, 1, 10));
    assertThat(bucket(1, 5, 10).with(falling).first()).isEqualTo(new Sample(2, 9));
    assertThat(falling.with(bucket(4, 5, 10)).second()).isEqualTo(new Sample(3, 1));
  }

  private void add(long time, double value, double expected) {
    points.add(TestingDetector.judgement(time, value, 0, expected, Kind.NORMAL, null));
  }

  private static Bucket bucket(long time, double value, double expected) {
    return Bucket.of(TestingDetector.judgement(time, value, 0, expected, Kind.NORMAL, null));
  }
}
