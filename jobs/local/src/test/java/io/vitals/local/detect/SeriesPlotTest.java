package io.vitals.local.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.anomaly.Judgement;
import io.vitals.local.Golden;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class SeriesPlotTest {
  private static final long START = Instant.parse("2014-04-01T00:00:00Z").toEpochMilli();
  private static final long STEP = Duration.ofMinutes(5).toMillis();

  @Test
  void showsValuesWhatWasExpectedAndTheEpisodes() throws Exception {
    String plot = plot("cloud/cpu.csv", 9, 11, 10, 9, 12, 600, 80, 75, 10, 8, 700, 10);
    Golden.assertText(plot, "series.svg");
    Document svg = parsed(plot);
    assertThat(svg.getElementsByTagName("circle").getLength())
        .as("two peaks, and the kinds in the legend")
        .isEqualTo(4);
  }

  @Test
  void aNameFromOutsideIsOnlyText() throws Exception {
    String name = "a<script>&\"\u0007.csv";
    Document svg = parsed(plot(name, 1, 2, 3));
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("a<script>&\".csv");
  }

  @Test
  void anEmptySeriesIsAPlotToo() throws Exception {
    assertThat(parsed(plot("empty.csv")).getDocumentElement().getTextContent())
        .contains("no points");
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {0, -0.0, 7, -1e-300, Double.MIN_VALUE, 1e16, -Double.MAX_VALUE, Double.MAX_VALUE})
  void anyNumbersFit(double value) throws Exception {
    for (double[] values :
        new double[][] {{value}, {value, value}, {value, -value, 0, value / 3, value}}) {
      String plot = plot("numbers.csv", values);
      parsed(plot);
      assertThat(plot).doesNotContainPattern("=\"[^\"]*(NaN|Infinity|\\dE)");
    }
  }

  private static String plot(String name, double... values) throws IOException {
    TestingDetector detector = new TestingDetector();
    PlotPoints points = new PlotPoints();
    Findings findings = new Findings(0.5);
    for (int i = 0; i < values.length; i++) {
      Judgement judgement = detector.next(START + i * STEP, values[i]);
      points.add(judgement);
      findings.add(judgement);
    }
    StringBuilder out = new StringBuilder();
    new SeriesPlot(findings.of(name, Duration.ZERO), 0.5, points).write(out);
    return out.toString();
  }

  private static Document parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)));
  }
}
