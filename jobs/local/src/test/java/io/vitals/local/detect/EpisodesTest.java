package io.vitals.local.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.anomaly.Judgement.Direction;
import io.vitals.domain.anomaly.Judgement.Kind;
import io.vitals.local.cli.detect.DetectReport.Episode;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EpisodesTest {
  private final TestingDetector detector = new TestingDetector();
  private long time;

  @Test
  void anEpisodeLastsUpToTheLastPointThatStandsOut() {
    Episodes episodes = episodes(0.5, 10, 1, 1, 10, 600, 60, 70, 60, 60, 10, 10);
    assertThat(episodes.count()).isEqualTo(1);
    assertThat(episodes.highest())
        .singleElement()
        .returns(at(4), Episode::start)
        .returns(at(6), Episode::end)
        .returns(Kind.SHIFT, Episode::kind)
        .returns(at(4), Episode::peakTime)
        .returns(0.6, Episode::score)
        .returns(600.0, episode -> episode.peak().value())
        .returns(Direction.UP, episode -> episode.peak().direction())
        .returns(OptionalDouble.of(10), Episode::expected);
  }

  @Test
  void theEndOfTheSeriesEndsOne() {
    assertThat(episodes(0.5, 10, 1, 1, 10, 600, 80).highest())
        .singleElement()
        .matches(episode -> episode.end().equals(at(5)));
  }

  @Test
  void oneBelowTheThresholdIsNotTold() {
    Episodes episodes = episodes(0.5, 10, 1, 1, 499, 10, 500, 10);
    assertThat(episodes.count()).isEqualTo(1);
    assertThat(episodes.highest()).extracting(Episode::score).containsExactly(0.5);
  }

  @Test
  void thoseWithTheHighestScoresAreKept() {
    Episodes episodes = episodes(0.1, 2, 1, 1, 600, 10, 200, 10, 900, 10, 300, 10);
    assertThat(episodes.count()).isEqualTo(4);
    assertThat(episodes.highest()).extracting(Episode::score).containsExactly(0.6, 0.9);
  }

  private Episodes episodes(double threshold, int most, double... values) {
    Episodes episodes = new Episodes(threshold, most);
    for (double value : values) {
      time += 1_000;
      episodes.add(detector.next(time, value));
    }
    episodes.end();
    return episodes;
  }

  private static Instant at(int point) {
    return Instant.ofEpochSecond(point);
  }
}
