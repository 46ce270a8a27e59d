package io.vitals.local.cli.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.local.alerts.ListedAlerts;
import io.vitals.local.cli.Session;
import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An anomaly may be planned through a day, and nothing else. */
class AlertsExpectedCommandTest {
  private static final Alert ANOMALY = ListedAlerts.acme();
  private static final Alert SILENT = ListedAlerts.silentTelemetry();

  private final List<AlertVerdict> written = new ArrayList<>();
  private final Session session = session();

  @Test
  void anAnomalyIsExpectedThroughADay() {
    assertThat(expect(ANOMALY, "2026-11-27")).as(session.err()).isZero();
    assertThat(session.out()).contains("not told of again through 2026-11-27");
    assertThat(written)
        .extracting(AlertVerdict::getExpectedUntil)
        .containsExactly(Instant.parse("2026-11-28T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22, it is 2026-11-23 12:00 UTC already; name a later day",
    "2027-12-01, name a day within a year",
    "Friday, is not a date",
  })
  void aDayThatCannotBeIsRefused(String until, String message) {
    assertThat(expect(ANOMALY, until)).isEqualTo(2);
    assertThat(session.err()).contains(message);
    assertThat(written).isEmpty();
  }

  @Test
  void aSourceCannotBePlannedToBeSilent() {
    assertThat(expect(SILENT, "2026-11-27")).isEqualTo(2);
    assertThat(session.err()).contains("--until is for anomalies; source_silent is none");
    assertThat(written).isEmpty();
  }

  private int expect(Alert alert, String until) {
    return session.run(
        "alerts", "expected", alert.getEpisodeId(), "--by", "cs-ops", "--until", until);
  }

  private Session session() {
    Session started = new Session(Map.of());
    started.lists = (connection, topics) -> ListedAlerts.rows(ANOMALY, SILENT);
    started.verdicts = (connection, key, verdict) -> written.add(verdict);
    return started;
  }
}
