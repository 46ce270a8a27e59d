package io.vitals.local.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vitals.local.cli.detect.DetectReport.Series;
import io.vitals.local.terminal.Screen;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file, with a detector whose scores are known. */
class SeriesJudgeTest {
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));

  @TempDir private Path folder;

  @Test
  void eachRowIsWrittenAsItStandsWithItsScore() throws Exception {
    Series series =
        judge(
            """
            timestamp,value
            2014-04-01 02:00:00,1
            2014-04-01 02:30:00,2.50
            "2014-04-01 02:00:00",123.45678
            2014-04-01 02:00:00,99
            2014-04-01 01:00:00,1e1
            """);
    assertThat(folder.resolve("out/a.csv"))
        .hasContent(
            """
            timestamp,value,anomaly_score
            2014-04-01 02:00:00,1,0.00000000
            2014-04-01 02:30:00,2.50,0.00000000
            "2014-04-01 02:00:00",123.45678,0.12345678
            2014-04-01 02:00:00,99,0.00000000
            2014-04-01 01:00:00,1e1,0.00100000
            """);
    assertThat(series.rows()).isEqualTo(5);
    assertThat(series.highestScore().orElseThrow()).isCloseTo(0.12345678, within(1e-12));
    assertThat(series.episodes()).isEqualTo(1);
  }

  @Test
  void aHeaderAloneGivesAHeader() throws Exception {
    Series series = judge("timestamp,value\r\n");
    assertThat(folder.resolve("out/a.csv")).hasContent("timestamp,value,anomaly_score\n");
    assertThat(series.rows()).isZero();
    assertThat(series.highestScore()).isEmpty();
  }

  @Test
  void aBadRowLeavesNothing() throws Exception {
    assertThatThrownBy(() -> judge("timestamp,value\n2014-04-01,1\n2014-04-02,x\n"))
        .isInstanceOf(UnreadableSeriesException.class);
    try (Stream<Path> left = Files.list(folder.resolve("out"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void anInterruptionLeavesNothing() throws Exception {
    String row = "2014-04-01 00:00:00,1\n";
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> judge("timestamp,value\n" + row.repeat(2_000)))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    try (Stream<Path> left = Files.list(folder.resolve("out"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void scoresHaveNoExponent() {
    assertThat(ScoredRows.decimal(0)).isEqualTo("0.00000000");
    assertThat(ScoredRows.decimal(1)).isEqualTo("1.00000000");
    assertThat(ScoredRows.decimal(1e-7)).isEqualTo("0.00000010");
    assertThat(ScoredRows.decimal(0.999999994)).isEqualTo("0.99999999");
  }

  private Series judge(String text) throws IOException, InterruptedException {
    Path input = Files.writeString(folder.resolve("a.csv"), text);
    Screen screen =
        Screen.on(new PrintStream(PrintStream.nullOutputStream()), false, Map.of(), NOON);
    SeriesJudge judge =
        new SeriesJudge(TestingDetector::new, 0.1, NOON, new DetectionProgress(screen, NOON, 1));
    return judge.judge(
        new SeriesFile("a.csv", input, folder.resolve("out/a.csv"), Optional.empty()));
  }
}
