package io.vitals.schemas.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
  private static final String WRITE_ANEW =
      "./mvnw -q test -pl schemas -Dtest=MetricsPageTest,MetricVersionsTest -Dvitals.docs.write=true";

  @Test
  void thePageIsThatOfTheDictionary() throws IOException {
    Path page = Path.of("../docs/metrics.md");
    if (Boolean.getBoolean("vitals.docs.write")) {
      Files.writeString(page, MetricsPage.text());
    }
    assertThat(page).as("write it anew with: %s", WRITE_ANEW).hasContent(MetricsPage.text());
  }

  @Test
  void nineOfTenMetricsStateAllThatIsAsked() {
    assertThat(ExportedMetrics.bundled().compliance()).isGreaterThanOrEqualTo(0.9);
  }
}
