package io.vitals.domain.anomaly.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class CountTailTest {
  @Test
  void isTheBinomialTailWhereNothingIsCommon() {
    assertThat(CountTail.atLeast(3, 0, 0.5, 0)).isEqualTo(1);
    assertThat(CountTail.atLeast(3, 1, 0.5, 0)).isEqualTo(7.0 / 8, within(1e-14));
    assertThat(CountTail.atLeast(3, 2, 0.5, 0)).isEqualTo(0.5, within(1e-14));
    assertThat(CountTail.atLeast(3, 3, 0.5, 0)).isEqualTo(1.0 / 8, within(1e-14));
    assertThat(CountTail.atLeast(10, 10, 0.01, 0))
        .isCloseTo(1e-20, Percentage.withPercentage(1e-9));
    assertThat(CountTail.atLeast(2_000, 2_000, 0.01, 0)).isEqualTo(Double.MIN_NORMAL);
  }

  @Test
  void oneOfOneIsOddAsOftenAsItIs() {
    for (double correlation : new double[] {0, 0.1, 0.5, 0.9}) {
      assertThat(CountTail.atLeast(1, 1, 0.01, correlation))
          .as("correlation %s", correlation)
          .isCloseTo(0.01, Percentage.withPercentage(1e-6));
    }
  }

  /**
   * P(X > 0, Y > 0) of two normals with correlation r is 1/4 + asin(r) / (2 pi) (Sheppard, 1899).
   */
  @Test
  void twoOfTwoAreOddAsOftenAsSheppardSays() {
    for (double correlation : new double[] {0.1, 0.5, 0.9}) {
      assertThat(CountTail.atLeast(2, 2, 0.4999999999, correlation))
          .as("correlation %s", correlation)
          .isEqualTo(0.25 + Math.asin(correlation) / (2 * Math.PI), within(1e-8));
    }
  }

  @Test
  void fallsWithTheCountAndRisesWithWhatIsCommon() {
    for (int n : new int[] {5, 60, 3_000}) {
      double before = 1;
      for (int k = 1; k <= n; k += Math.max(1, n / 30)) {
        double tail = CountTail.atLeast(n, k, 0.01, 0.2);
        assertThat(tail).as("%d of %d", k, n).isLessThanOrEqualTo(before);
        before = tail;
      }
      assertThat(CountTail.atLeast(n, n, 0.01, 0.5))
          .isGreaterThan(CountTail.atLeast(n, n, 0.01, 0.2));
    }
  }

  @Test
  void isWhatASimulationCounts() {
    SplittableRandom random = new SplittableRandom(5);
    double threshold = Normal.quantile(0.05);
    int cases = 40_000;
    int atLeast = 0;
    for (int i = 0; i < cases; i++) {
      double common = Math.sqrt(0.3) * random.nextGaussian();
      int odd = 0;
      for (int account = 0; account < 20; account++) {
        double own = Math.sqrt(0.7) * random.nextGaussian();
        odd += common + own <= threshold ? 1 : 0;
      }
      atLeast += odd >= 6 ? 1 : 0;
    }
    double expected = CountTail.atLeast(20, 6, 0.05, 0.3);
    assertThat((double) atLeast / cases)
        .isEqualTo(expected, within(4 * Math.sqrt(expected / cases)));
  }

  @Test
  void theNormalDistributionIsThatOfTheTables() {
    assertThat(Normal.cumulative(0)).isEqualTo(0.5);
    assertThat(Normal.cumulative(1)).isEqualTo(0.8413447460685429, within(1e-15));
    assertThat(Normal.cumulative(-3)).isEqualTo(0.0013498980316300933, within(1e-15));
    assertThat(Normal.quantile(0.975)).isEqualTo(1.959963984540054, within(1e-10));
    assertThat(Normal.quantile(0.01)).isEqualTo(-2.3263478740408408, within(1e-10));
  }
}
