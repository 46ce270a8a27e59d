package io.vitals.local.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.anomaly.DetectorSettings;
import io.vitals.local.cli.detect.DetectReport;
import io.vitals.local.cli.detect.DetectReport.Series;
import io.vitals.local.cli.detect.DetectRequest;
import io.vitals.local.terminal.Screen;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every series of the Numenta Anomaly Benchmark that is at hand. */
@EnabledIfEnvironmentVariable(named = "VITALS_DATA", matches = ".+")
class NabDataTest {
  private static final int FILES = 38;

  @TempDir private Path out;

  @ParameterizedTest
  @ValueSource(strings = {"rich", "account"})
  void everyRowHasAScoreAndIsOtherwiseAsItWas(String variant) throws Exception {
    Path nab = Path.of(System.getenv("VITALS_DATA"), "nab", "data");
    DetectReport report = detect(nab, variant);
    assertThat(report.failed()).isEmpty();
    assertThat(report.series()).hasSize(FILES);
    for (Series series : report.series()) {
      List<String> before = Files.readAllLines(nab.resolve(series.file()));
      List<String> after = Files.readAllLines(out.resolve(series.file()));
      assertThat(after.get(0)).isEqualTo("timestamp,value,anomaly_score");
      assertThat(after).as(series.file()).hasSameSizeAs(before);
      for (int i = 1; i < before.size(); i++) {
        int end = after.get(i).lastIndexOf(',');
        assertThat(after.get(i).substring(0, end)).isEqualTo(before.get(i));
        assertThat(Double.parseDouble(after.get(i).substring(end + 1))).isBetween(0.0, 1.0);
      }
    }
  }

  private DetectReport detect(Path nab, String variant) throws InterruptedException {
    InstantSource clock = InstantSource.system();
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    try (Screen screen = Screen.on(nowhere, false, Map.of(), clock)) {
      return new Detection(clock)
          .run(new DetectRequest(nab, out, DetectorSettings.standard(variant), false), screen);
    }
  }
}
