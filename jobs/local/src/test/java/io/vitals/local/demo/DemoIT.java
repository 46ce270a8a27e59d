package io.vitals.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vitals.local.cli.demo.DemoReport;
import io.vitals.local.cli.demo.DemoRequest;
import io.vitals.local.cli.demo.Ports;
import io.vitals.local.monitoring.MonitoringPlan;
import io.vitals.local.terminal.LiveView;
import io.vitals.local.terminal.LiveView.BandTotal;
import io.vitals.local.terminal.LiveView.Link;
import io.vitals.local.terminal.LoadingProgress;
import io.vitals.local.terminal.Screen;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 8, unit = TimeUnit.MINUTES)
class DemoIT {
  private static final int ACCOUNTS = 20;
  private static final int DAYS = 3;
  private static final int PARTS_OF_4_MEASURES = 24;

  /** A demo that has shown everything is ended before, as its user would. */
  private static final Duration LONGEST = Duration.ofMinutes(4);

  private static final Instant MONDAY_NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Pattern BAND =
      Pattern.compile("(?m)^vitals_portfolio_accounts\\{band=\"(\\w+)\"} (\\S+)$");
  private static final Pattern DIFFERENCE =
      Pattern.compile("(?m)^vitals_reconciliation_difference\\{[^}]*} (\\S+)$");
  private static final Pattern SUBSCRIPTIONS =
      Pattern.compile("(?m)^vitals_account_active_subscriptions\\{[^}]*} (\\S+)$");

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void showsWhatTheExporterServes() throws Exception {
    Looking screen = new Looking();
    DemoReport report =
        new Demo(InstantSource.fixed(MONDAY_NOON), MonitoringPlan.none())
            .run(
                new DemoRequest(
                    ACCOUNTS, DAYS, 1, 60, Optional.of(LONGEST), List.of(), new Ports(0, 0, 0)),
                screen);

    assertThat(report.records()).isGreaterThan(1_000);
    assertThat(report.last()).isPresent();
    assertThat(report.last().orElseThrow().restarts()).isZero();
    assertThat(screen.looks).as("live views").hasSizeGreaterThan(1);
    assertThat(screen.looks).allSatisfy(look -> assertThat(look.health()).isEqualTo(200));
    // The exporter's snapshot may be a second older or newer than the view.
    assertThat(screen.looks)
        .anySatisfy(
            look -> {
              assertThat(look.shown()).isEqualTo(look.served());
              assertThat(sum(look.shown())).isEqualTo(look.active()).isPositive();
            });
    // Every source is alive, so what is unknown is so for lack of evidence, not of fresh data.
    assertThat(screen.looks)
        .allSatisfy(look -> assertThat(look.shown()).containsEntry("held", 0))
        .extracting(look -> look.shown().get("unknown"))
        .containsOnly(screen.looks.get(0).shown().get("unknown"));
    // What the CRM counts at midnight is told half an hour later, and every part of its difference.
    Look last = screen.looks.get(screen.looks.size() - 1);
    assertThat(last.differences())
        .as("parts of 4 measures")
        .hasSize(PARTS_OF_4_MEASURES)
        .containsOnly(0.0);
    URI metrics = URI.create(link(report.last().orElseThrow(), "Metrics"));
    assertThat(listens(metrics)).as("exporter after the end").isFalse();
  }

  @Test
  void endsWhenItIsTold(@TempDir Path folder) throws Exception {
    Path out = folder.resolve("out");
    Path data = Files.createDirectory(folder.resolve("data"));
    Process demo =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + data,
                "-Dvitals.logs=" + folder.resolve("logs"),
                "-Dlog4j2.configurationFile=vitals-log4j2.xml",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.vitals.schemas",
                "-cp",
                System.getProperty("java.class.path"),
                "io.vitals.local.Main",
                "demo",
                "--json",
                "--accounts",
                Integer.toString(ACCOUNTS),
                "--days",
                Integer.toString(DAYS),
                "--ui-port",
                Integer.toString(freePort()),
                "--metrics-port",
                Integer.toString(freePort()),
                "--kafka-port",
                Integer.toString(freePort()))
            .redirectOutput(out.toFile())
            .start();
    List<String> said = new ArrayList<>();
    try (BufferedReader err = demo.errorReader(UTF_8)) {
      String line = err.readLine();
      while (line != null) {
        said.add(line);
        if (line.startsWith("  Kafka")) {
          // Process.destroy would close the stream that is read here.
          demo.toHandle().destroy();
        }
        line = err.readLine();
      }
      assertThat(demo.waitFor()).as("exit status").isZero();
    } finally {
      demo.destroyForcibly();
    }
    assertThat(said).noneMatch(line -> line.contains("Exception") || line.startsWith("\tat "));
    JsonNode json = JsonMapper.builder().build().readTree(Files.readString(out));
    assertThat(json.get("went_live").asBoolean()).isTrue();
    assertThat(json.at("/links/Metrics").asText()).endsWith("/metrics");
    assertThat(data.toFile().listFiles((File parent, String name) -> name.startsWith("vitals-")))
        .as("what is left of the data")
        .isEmpty();
  }

  /** The usual ports may be those of a demo that somebody is looking at. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static int sum(Map<String, Integer> bands) {
    return bands.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static String link(LiveView view, String name) {
    return view.links().stream()
        .filter(link -> link.name().equals(name))
        .map(Link::address)
        .findFirst()
        .orElseThrow();
  }

  private boolean listens(URI address) throws InterruptedException {
    try {
      get(address);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  /**
   * A view next to what the exporter served just then.
   *
   * @param shown accounts by band in the view
   * @param served the same in {@code /metrics}
   * @param active accounts with a subscription in {@code /metrics}
   * @param health status of {@code /health}
   * @param differences parts of differences to the CRM's totals in {@code /metrics}
   */
  private record Look(
      Map<String, Integer> shown,
      Map<String, Integer> served,
      int active,
      int health,
      List<Double> differences) {}

  /** A screen that scrapes at each view, until all of it was seen. */
  private final class Looking implements Screen {
    private final List<Look> looks = new ArrayList<>();

    @Override
    public void note(String line) {}

    @Override
    public void loading(LoadingProgress progress) {}

    @Override
    public void live(LiveView view) {
      try {
        String body = get(URI.create(link(view, "Metrics"))).body();
        int health = get(URI.create(link(view, "Health"))).statusCode();
        looks.add(
            new Look(
                view.bands().stream()
                    .collect(
                        toMap(
                            total -> total.band().name().toLowerCase(Locale.ROOT),
                            BandTotal::accounts)),
                BAND.matcher(body)
                    .results()
                    .collect(
                        toMap(row -> row.group(1), row -> (int) Double.parseDouble(row.group(2)))),
                (int)
                    SUBSCRIPTIONS
                        .matcher(body)
                        .results()
                        .filter(row -> Double.parseDouble(row.group(1)) > 0)
                        .count(),
                health,
                DIFFERENCE
                    .matcher(body)
                    .results()
                    .map(row -> Double.parseDouble(row.group(1)))
                    .toList()));
        if (hasSeenAll()) {
          Thread.currentThread().interrupt();
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private boolean hasSeenAll() {
      return looks.size() > 1
          && looks.stream().anyMatch(look -> look.shown().equals(look.served()))
          && looks.get(looks.size() - 1).differences().size() == PARTS_OF_4_MEASURES;
    }

    @Override
    public void close() {}
  }
}
