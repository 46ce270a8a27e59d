package io.vitals.local.cli.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vitals.local.Golden;
import io.vitals.local.cli.Reports;
import io.vitals.local.cli.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command asks for, and how its report looks. */
class DetectCommandTest {
  private static final String FAILURES =
      "vitals: bad.csv:17: value 'NaN' is not a finite number\n"
          + "vitals: locked.csv: the file cannot be read: permission denied\n";

  private final Session session = new Session();
  private final List<DetectRequest> requests = new ArrayList<>();

  @BeforeEach
  void requestsAreKept() {
    session.detect =
        (request, screen) -> {
          requests.add(request);
          screen.note("Detector: rich");
          return Reports.detect();
        };
  }

  @Test
  void printsTheHighestAnomalies() {
    assertThat(session.run("detect", "in", "--out", "out")).isEqualTo(2);
    Golden.assertText(session.out(), "detect.txt");
    assertThat(session.err()).isEqualTo("Detector: rich\n" + FAILURES);
    assertThat(requests)
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.input()).isEqualTo(Path.of("in"));
              assertThat(request.out()).isEqualTo(Path.of("out"));
              assertThat(request.detector().variant()).isEqualTo("rich");
              assertThat(request.plotted()).isFalse();
            });
  }

  @Test
  void printsExactlyOneJsonObject() throws IOException {
    assertThat(session.run("detect", "in", "--out", "out", "--json")).isEqualTo(2);
    Golden.assertText(session.out(), "detect.json");
    JsonNode json =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readTree(session.out());
    assertThat(json.get("variant").asText()).isEqualTo("rich");
    assertThat(session.err()).isEqualTo("Detector: rich\n" + FAILURES);
  }

  @Test
  void theVariantAndPlotsAreAskedFor() {
    session.run("detect", "in", "--out", "out", "--variant", "account", "--plot", "svg");
    assertThat(requests)
        .singleElement()
        .matches(request -> request.detector().variant().equals("account"))
        .matches(DetectRequest::plotted);
  }

  @Test
  void nothingFoundIsDoneAndSaysSo() {
    session.detect =
        (request, screen) -> new DetectReport("account", 0.5, List.of(), List.of(), Duration.ZERO);
    assertThat(session.run("detect", "in", "--out", "out")).isZero();
    assertThat(session.out())
        .isEqualTo(
            """
            No anomaly with a score of 0.50 or more.

            0 files, 0 points, 0 anomalies; detector account
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "detect|Missing required options and parameters: '--out=DIR', 'FILE",
        "detect in|Missing required option: '--out=DIR'; see ./vitals detect --help",
        "detect in --out out --variant poor|no detector variant 'poor': rich or account",
        "detect in --out out --plot png|'png' is no kind of plot: svg",
        "detect in --out out --plot|Missing required parameter for option '--plot'",
      })
  void aMistakeIsOneLine(String arguments, String message) {
    assertThat(session.run(arguments.split(" "))).isEqualTo(2);
    assertThat(session.err()).startsWith("vitals: ").contains(message).hasLineCount(1);
    assertThat(session.out()).isEmpty();
    assertThat(requests).isEmpty();
  }

  @Test
  void anInterruptedRunIsNotDone() {
    session.detect =
        (request, screen) -> {
          throw new InterruptedException();
        };
    assertThat(session.run("detect", "in", "--out", "out", "--json")).isEqualTo(130);
    assertThat(session.out()).isEmpty();
    assertThat(session.err()).isEqualTo("vitals: detect was interrupted\n");
  }
}
