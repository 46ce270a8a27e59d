package io.vitals.exporter;

import static io.vitals.exporter.TestAccounts.MONDAY_NOON;
import static io.vitals.exporter.TestAccounts.TODAY;
import static io.vitals.exporter.TestAccounts.account;
import static io.vitals.exporter.TestAccounts.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.ScoreInput;
import io.vitals.schemas.metrics.ExportedMetric;
import io.vitals.schemas.metrics.ExportedMetrics;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotRendererTest {
  private static final Currency EURO = Currency.getInstance("EUR");

  /** What is said of sources and data, which another renderer tells. */
  private static final List<String> DATA =
      Arrays.stream(DataFamily.values())
          .map(family -> ExportedMetrics.bundled().find(family.exposedName()).orElseThrow().name())
          .toList();

  /** What another process says of itself. */
  private static final String NOTIFIER = "vitals_notifier_";

  private static final Map<String, String> ACCOUNT = Map.of("account_id", "t:1");

  @Test
  void everythingExposedStandsInTheDictionaryAndTheOtherWayRound() {
    ScrapeBody body = scrape(true, account("t:1", CountBand.HEALTHY, 123_456L));
    ExportedMetrics dictionary = ExportedMetrics.bundled();
    List<ExportedMetric> ofAccounts =
        dictionary.all().stream()
            .filter(metric -> DATA.stream().noneMatch(metric.name()::equals))
            .filter(metric -> !metric.name().startsWith(NOTIFIER))
            .toList();
    assertThat(body.families().keySet())
        .containsExactlyInAnyOrderElementsOf(
            ofAccounts.stream().map(ExportedMetric::name).toList());
    for (ExportedMetric metric : ofAccounts) {
      assertThat(body.help(metric.name())).isEqualTo(metric.definition());
      assertThat(body.type(metric.name()))
          .as(metric.name())
          .isEqualTo(metric.type() == ExportedMetric.Type.COUNTER ? "counter" : "gauge");
      assertThat(body.family(metric.name()).keySet())
          .as(metric.name())
          .allSatisfy(labels -> assertThat(labels.keySet()).isEqualTo(Set.copyOf(metric.labels())));
    }
  }

  @Test
  void namesAreTheOnesBoardsAndRulesUse() {
    ScrapeBody body = scrape(true, account("t:1", CountBand.HEALTHY, 123_456L));
    assertThat(body.value("vitals_account_health_score", ACCOUNT)).isEqualTo(70.675);
    assertThat(body.value("vitals_account_health_confidence_ratio", ACCOUNT)).isEqualTo(0.96);
    assertThat(body.value("vitals_account_arr_currency_units", ACCOUNT)).isEqualTo(1234.56);
    assertThat(body.value("vitals_account_scored_timestamp_seconds", ACCOUNT))
        .isEqualTo((double) MONDAY_NOON.getEpochSecond());
    assertThat(
            body.value(
                "vitals_account_health_state_info",
                Map.of(
                    "account_id", "t:1",
                    "band", "healthy",
                    "status", "fresh",
                    "count_band", "healthy")))
        .isEqualTo(1);
    assertThat(body.family("vitals_account_info").keySet())
        .containsExactly(
            Map.of(
                "account_id", "t:1",
                "name", "Company t:1",
                "segment", "enterprise",
                "tier", "gold",
                "region", "emea",
                "industry", "retail",
                "owner_id", "o1",
                "lifecycle_stage", "mature",
                "model", "default@1"));
    assertThat(body.value("vitals_portfolio_accounts", Map.of("band", "healthy"))).isEqualTo(1);
    assertThat(
            body.value("vitals_segment_accounts", Map.of("segment", "enterprise", "band", "held")))
        .isZero();
    assertThat(body.value("vitals_exporter_unreadable_records_total", Map.of())).isEqualTo(3);
    assertThat(body.value("vitals_exporter_reporting_currency_info", Map.of("currency", "EUR")))
        .isEqualTo(1);
    assertThat(body.value("vitals_health_stream_time_seconds", Map.of()))
        .isEqualTo((double) MONDAY_NOON.getEpochSecond());
  }

  @Test
  void aScoreExplainsItselfByInput() {
    AccountHealth account = account("t:1", CountBand.WATCH, 1_000L);
    ScoreInput costly = input("adoption.usage_trend_ratio", 0.4);
    costly.setWeightMicros(20_000_000);
    costly.setPointsMicros(30_000_000L);
    account.getInputs().add(costly);
    account.getInputs().add(input("support.csat_ratio", null));
    ScrapeBody body = scrape(true, account);
    assertThat(body.sumBy("vitals_account_health_points", "input"))
        .containsOnlyKeys("support.open_severity_points", "adoption.usage_trend_ratio");
    assertThat(body.sumBy("vitals_account_health_points_lost", "input"))
        .containsOnly(
            Map.entry("support.open_severity_points", 2.5),
            Map.entry("adoption.usage_trend_ratio", 14.0));
    assertThat(body.sumBy("vitals_account_health_first_driver_info", "input"))
        .containsOnlyKeys("adoption.usage_trend_ratio");
    assertThat(
            body.value(
                "vitals_account_health_input_state_info",
                Map.of(
                    "account_id", "t:1",
                    "input", "support.csat_ratio",
                    "source", "",
                    "status", "missing",
                    "missing_reason", "never_seen")))
        .isEqualTo(1);
  }

  @Test
  void anUnknownScoreHasNoFirstDriver() {
    ScrapeBody body = scrape(true, account("t:1", CountBand.UNKNOWN, 1L));
    assertThat(body.family("vitals_account_health_first_driver_info")).isEmpty();
  }

  @Test
  void renewalsStandByHowSoonTheyAreDue() {
    ScrapeBody body = scrape(true, account("t:1", CountBand.WATCH, 123_456L));
    Map<String, String> soon = Map.of("due", "0_30", "band", "watch");
    assertThat(body.value("vitals_renewals_accounts", soon)).isEqualTo(1);
    assertThat(body.value("vitals_renewals_arr_currency_units", soon)).isEqualTo(1234.56);
    assertThat(body.value("vitals_renewals_accounts", Map.of("due", "61_90", "band", "watch")))
        .isZero();
    assertThat(body.value("vitals_account_renewal_timestamp_seconds", ACCOUNT))
        .isEqualTo((double) Instant.parse("2026-04-01T00:00:00Z").getEpochSecond());
  }

  @Test
  void companiesAreNotNamedWhenSwitchedOff() {
    ScrapeBody body = scrape(false, account("t:1", CountBand.HEALTHY, 1L));
    assertThat(body.family("vitals_account_info").keySet())
        .singleElement()
        .satisfies(labels -> assertThat(labels).doesNotContainKey("name").hasSize(8));
  }

  @Test
  void unknownOmitsTheScoreAndExportsTheState() {
    ScrapeBody body = scrape(true, account("t:1", CountBand.UNKNOWN, 1L));
    assertThat(body.family("vitals_account_health_score")).isEmpty();
    assertThat(body.sumBy("vitals_account_health_state_info", "count_band"))
        .containsOnlyKeys("unknown");
    assertThat(body.family("vitals_account_scored_timestamp_seconds")).hasSize(1);
  }

  @Test
  void nullIsOmittedAndZeroIsShown() {
    AccountHealth nothing = account("t:1", CountBand.HEALTHY, null);
    nothing.getFacts().setDistinctUsers7d(null);
    nothing.getFacts().setDistinctUsers28d(0.0);
    nothing.getFacts().setSegment(null);
    nothing.setConfidenceMicros(null);
    nothing.getInputs().add(input("support.csat_ratio", null));
    ScrapeBody body = scrape(true, nothing);
    assertThat(body.family("vitals_account_arr_currency_units")).isEmpty();
    assertThat(body.family("vitals_account_distinct_users_7d")).isEmpty();
    assertThat(body.value("vitals_account_distinct_users_28d", ACCOUNT)).isZero();
    assertThat(body.family("vitals_account_health_confidence_ratio")).isEmpty();
    assertThat(body.sumBy("vitals_account_health_input", "input"))
        .containsExactly(Map.entry("support.open_severity_points", 0.0));
    assertThat(body.sumBy("vitals_account_info", "segment"))
        .containsOnlyKeys(Dimension.UNSPECIFIED);
    assertThat(body.sumBy("vitals_portfolio_arr_unknown_accounts", "band"))
        .containsEntry("healthy", 1.0);
  }

  @Test
  void whileLoadingThereIsNoPortfolio() {
    ScrapeBody body = scrape(true, ScrapeSnapshot.starting());
    assertThat(body.families().keySet()).allMatch(name -> name.startsWith("vitals_exporter_"));
    assertThat(body.value("vitals_exporter_caught_up", Map.of())).isZero();
  }

  @Test
  void aSecondExporterOnOneRegistryIsRefused() {
    PrometheusMeterRegistry registry = registry(true, ScrapeSnapshot.starting());
    SnapshotCollector<ScrapeSnapshot> second =
        new SnapshotCollector<>(
            ScrapeSnapshot::starting, new SnapshotRenderer(ExportedMetrics.bundled(), EURO, false));
    assertThatThrownBy(() -> registry.getPrometheusRegistry().register(second))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDictionaryThatLacksAMetricIsRefused() {
    ExportedMetrics empty = ExportedMetrics.parse("metrics: []");
    assertThatThrownBy(() -> new SnapshotRenderer(empty, EURO, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("vitals_account_health_score");
  }

  private static ScrapeBody scrape(boolean withNames, AccountHealth... accounts) {
    return scrape(
        withNames,
        new ScrapeSnapshot(
            new StreamStatus(true, 0, 2, 10, 3, Optional.of(MONDAY_NOON)),
            Optional.of(PortfolioSnapshot.of(List.of(accounts), 10, Optional.of(TODAY)))));
  }

  private static ScrapeBody scrape(boolean withNames, ScrapeSnapshot snapshot) {
    return ScrapeBody.parse(registry(withNames, snapshot).scrape());
  }

  private static PrometheusMeterRegistry registry(boolean withNames, ScrapeSnapshot snapshot) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry
        .getPrometheusRegistry()
        .register(
            new SnapshotCollector<>(
                () -> snapshot, new SnapshotRenderer(ExportedMetrics.bundled(), EURO, withNames)));
    return registry;
  }
}
