package io.vitals.exporter;

import static io.vitals.exporter.TestAccounts.MONDAY_NOON;
import static io.vitals.exporter.TestAccounts.TODAY;
import static io.vitals.exporter.TestAccounts.account;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vitals.exporter.ExporterHealth.State;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.metrics.ExportedMetrics;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsServerTest {
  private static final int ACCOUNTS = 2000;
  private static final int SCRAPES = 34;
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final HttpClient client = HttpClient.newHttpClient();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private volatile ScrapeSnapshot snapshot = ScrapeSnapshot.starting();
  private volatile State state = State.READY;
  private MetricsServer server;

  @BeforeEach
  void start() throws IOException {
    registry
        .getPrometheusRegistry()
        .register(
            new SnapshotCollector<>(
                () -> snapshot,
                new SnapshotRenderer(
                    ExportedMetrics.bundled(), Currency.getInstance("USD"), true)));
    server =
        new MetricsServer(
            ANY_PORT, registry, () -> new ExporterHealth(state, snapshot.stream()).served());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(), server.page("/metrics").getPort());
  }

  @Test
  void noScrapeIsPartialWhileEveryAccountChangesNonStop() throws Exception {
    Map<String, AccountHealth> accounts = new HashMap<>();
    Random random = new Random(11);
    changeAll(accounts, random);
    snapshot = snapshotOf(accounts);
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Future<?> writer =
          threads.submit(
              () -> {
                while (!done.get()) {
                  changeSome(accounts, random);
                  snapshot = snapshotOf(accounts);
                }
              });
      List<Future<?>> scrapers = new ArrayList<>();
      for (int thread = 0; thread < 3; thread++) {
        scrapers.add(
            threads.submit(
                () -> {
                  for (int scrape = 0; scrape < SCRAPES; scrape++) {
                    HttpResponse<String> response = get("/metrics");
                    assertThat(response.statusCode()).isEqualTo(200);
                    checkWhole(ScrapeBody.parse(response.body()));
                  }
                  return null;
                }));
      }
      for (Future<?> scraper : scrapers) {
        scraper.get();
      }
      done.set(true);
      writer.get();
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
  }

  @Test
  void aTornSnapshotIsFound() throws Exception {
    Map<String, AccountHealth> accounts = new HashMap<>();
    Random random = new Random(13);
    changeAll(accounts, random);
    PortfolioSnapshot before =
        PortfolioSnapshot.of(List.copyOf(accounts.values()), ACCOUNTS, Optional.of(TODAY));
    changeSome(accounts, random);
    PortfolioSnapshot after =
        PortfolioSnapshot.of(List.copyOf(accounts.values()), ACCOUNTS, Optional.of(TODAY));
    PortfolioSnapshot torn =
        new PortfolioSnapshot(
            after.accounts(),
            after.notScored(),
            after.exported(),
            after.omitted(),
            after.limit(),
            before.total(),
            after.byDimension(),
            after.renewals(),
            after.publishedBy(),
            after.lastScored());
    snapshot = new ScrapeSnapshot(ready(), Optional.of(torn));
    ScrapeBody body = ScrapeBody.parse(get("/metrics").body());
    assertThatThrownBy(() -> checkWhole(body)).isInstanceOf(AssertionError.class);
  }

  @Test
  void healthIsReadyOnlyWhenCaughtUp() throws Exception {
    state = State.LOADING;
    snapshot =
        new ScrapeSnapshot(
            new StreamStatus(false, 40, 41, 2, 0, Optional.empty()), Optional.empty());
    HttpResponse<String> loading = get("/health");
    assertThat(loading.statusCode()).isEqualTo(503);
    assertThat(loading.body())
        .isEqualToIgnoringNewLines(
            "{\"status\":\"loading\",\"caught_up\":false,\"records_read\":2,\"remaining\":40,"
                + "\"lag\":41,\"unreadable\":0}");
    state = State.READY;
    HttpResponse<String> ready = get("/health");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).startsWith("{\"status\":\"ready\"");
  }

  @Test
  void figuresThatNoLongerMoveAreNotServed() throws Exception {
    state = State.STOPPED;
    assertThat(get("/metrics").statusCode()).isEqualTo(503);
    assertThat(get("/health").statusCode()).isEqualTo(503);
  }

  @Test
  void answersGetOnlyAndNothingElse() throws Exception {
    for (String method : List.of("POST", "PUT", "DELETE", "HEAD", "OPTIONS")) {
      HttpResponse<String> refused = send(method, "/metrics", Map.of());
      assertThat(refused.statusCode()).as(method).isEqualTo(405);
      assertThat(refused.headers().firstValue("Allow")).contains("GET");
    }
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/metricsx").statusCode()).isEqualTo(404);
  }

  @Test
  void speaksTheFormatThatIsAskedFor() throws Exception {
    assertThat(get("/metrics").headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    HttpResponse<String> open =
        send("GET", "/metrics", Map.of("Accept", "application/openmetrics-text;version=1.0.0"));
    assertThat(open.headers().firstValue("Content-Type"))
        .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertThat(open.body()).endsWith("# EOF\n");
  }

  @Test
  void listensOnceOnAPort() {
    assertThatThrownBy(() -> new MetricsServer(address(), registry, () -> null).close())
        .isInstanceOf(BindException.class);
  }

  @Test
  void stopsListeningWhenClosed() {
    server.close();
    assertThatThrownBy(() -> get("/health")).isInstanceOf(IOException.class);
  }

  private static void checkWhole(ScrapeBody body) {
    assertThat(body.sum("vitals_portfolio_accounts")).isEqualTo(ACCOUNTS);
    assertThat(body.family("vitals_portfolio_accounts")).hasSize(5);
    for (String family :
        List.of(
            "vitals_account_health_state_info",
            "vitals_account_info",
            "vitals_account_scored_timestamp_seconds",
            "vitals_account_arr_currency_units",
            "vitals_account_open_tickets",
            "vitals_account_health_input")) {
      assertThat(body.family(family)).as(family).hasSize(ACCOUNTS);
    }
    Map<String, Double> counted = body.sumBy("vitals_account_health_state_info", "count_band");
    Map<String, Double> total = body.sumBy("vitals_portfolio_accounts", "band");
    assertThat(total).isEqualTo(counted);
    assertThat(body.family("vitals_account_health_score"))
        .hasSize(ACCOUNTS - total.get("unknown").intValue());
    for (String dimension : List.of("segment", "tier", "region")) {
      assertThat(body.sumBy("vitals_" + dimension + "_accounts", "band")).isEqualTo(total);
      assertThat(body.sumBy("vitals_" + dimension + "_arr_currency_units", "band"))
          .isEqualTo(body.sumBy("vitals_portfolio_arr_currency_units", "band"));
    }
    assertThat(body.sum("vitals_account_arr_currency_units"))
        .isEqualTo(body.sum("vitals_portfolio_arr_currency_units"));
  }

  private static void changeAll(Map<String, AccountHealth> accounts, Random random) {
    for (int i = 0; i < ACCOUNTS; i++) {
      change(accounts, i, random);
    }
  }

  private static void changeSome(Map<String, AccountHealth> accounts, Random random) {
    for (int i = 0; i < ACCOUNTS / 4; i++) {
      change(accounts, random.nextInt(ACCOUNTS), random);
    }
  }

  private static void change(Map<String, AccountHealth> accounts, int number, Random random) {
    String id = "t:" + number;
    CountBand band = BandTotals.ACTIVE.get(random.nextInt(BandTotals.ACTIVE.size()));
    // Whole units, so that sums of doubles are exact in any order.
    AccountHealth account = account(id, band, 100L * random.nextInt(100_000));
    account.getFacts().setSegment("segment " + number % 3);
    accounts.put(id, account);
  }

  private static ScrapeSnapshot snapshotOf(Map<String, AccountHealth> accounts) {
    return new ScrapeSnapshot(
        ready(),
        Optional.of(
            PortfolioSnapshot.of(List.copyOf(accounts.values()), ACCOUNTS, Optional.of(TODAY))));
  }

  private static StreamStatus ready() {
    return new StreamStatus(true, 0, 0, 1, 0, Optional.of(MONDAY_NOON));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, Map.of());
  }

  private HttpResponse<String> send(String method, String path, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.page(path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    headers.forEach(request::header);
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
