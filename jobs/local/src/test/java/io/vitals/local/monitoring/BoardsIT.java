package io.vitals.local.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vitals.local.cli.demo.DemoReport;
import io.vitals.local.cli.demo.DemoRequest;
import io.vitals.local.cli.demo.DemoRequest.PlannedIncident;
import io.vitals.local.cli.demo.Ports;
import io.vitals.local.demo.Demo;
import io.vitals.local.simulator.Customers;
import io.vitals.local.simulator.Incident;
import io.vitals.local.terminal.LiveView;
import io.vitals.local.terminal.LiveView.Link;
import io.vitals.local.terminal.LoadingProgress;
import io.vitals.local.terminal.Screen;
import io.vitals.schemas.AlertVerdict;
import io.vitals.schemas.AlertVerdictKind;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every query of every board, asked of the real Prometheus beside a demo in which much goes wrong:
 * none may be refused, and each panel must have shown something by the end.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class BoardsIT {
  private static final Instant TUESDAY_AFTERNOON = Instant.parse("2026-11-24T14:00:00Z");
  private static final Duration LONGEST = Duration.ofMinutes(8);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path BOARDS =
      InstalledForTests.alerts().resolveSibling("grafana").resolve("dashboards");

  /**
   * What does not happen here: the rules look back for hours, and each of so few customers that are
   * new uses a key feature at once.
   */
  private static final Set<String> NOT_SEEN =
      Set.of(
          "vitals-alerts: Rules of the platform that fire",
          "vitals-adoption: Waiting for first value, most ARR first ($currency)");

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> refused = new ArrayList<>();
  private final Set<String> unseen = new TreeSet<>();
  private final Set<String> notes = new TreeSet<>();
  private boolean judged;

  @Test
  void everyPanelShowsSomethingWhenMuchGoesWrong() throws Exception {
    List<JsonNode> boards = boards();
    boards.forEach(board -> panels(board).forEach(panel -> unseen.add(name(board, panel))));
    unseen.removeAll(NOT_SEEN);
    assertThat(unseen).hasSizeGreaterThan(50);
    DemoReport report =
        new Demo(
                InstantSource.fixed(TUESDAY_AFTERNOON),
                new MonitoringPlan(
                    InstalledForTests.find(),
                    Optional.of(InstalledForTests.alerts()),
                    Optional.empty()))
            .run(
                new DemoRequest(
                    60,
                    35,
                    1,
                    600,
                    Optional.of(LONGEST),
                    List.of(
                        planned(Incident.Kind.USAGE_COLLAPSE, 1, 40),
                        planned(Incident.Kind.TICKET_SURGE, 1, 40),
                        planned(Incident.Kind.CRM_SILENT, 45, 120)),
                    new Ports(0, 0, 0)),
                new Asking(boards));
    assertThat(report.last().orElseThrow().restarts()).isZero();
    assertThat(refused).as("queries that Prometheus refuses").isEmpty();
    assertThat(unseen).as("panels that never showed anything; notes: %s", notes).isEmpty();
  }

  private static PlannedIncident planned(Incident.Kind kind, int after, int lasts) {
    return new PlannedIncident(
        kind, Customers.ANY, Duration.ofSeconds(after), Duration.ofSeconds(lasts));
  }

  private static List<JsonNode> boards() throws IOException {
    List<JsonNode> boards = new ArrayList<>();
    try (Stream<Path> files = Files.walk(BOARDS)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".json")).sorted().toList()) {
        boards.add(JSON.readTree(file.toFile()));
      }
    }
    return boards;
  }

  private static Stream<JsonNode> panels(JsonNode board) {
    return Stream.iterate(0, i -> i < board.path("panels").size(), i -> i + 1)
        .map(board.path("panels")::get)
        .filter(panel -> !panel.path("type").asText().equals("row"));
  }

  private static String name(JsonNode board, JsonNode panel) {
    return board.path("uid").asText() + ": " + panel.path("title").asText();
  }

  /** As Grafana puts values for variables when all are chosen. */
  private static String chosen(String expression, String account) {
    return expression
        .replaceAll("\\$\\{?account\\b(:\\w+)?}?", account)
        .replaceAll("\\$__(rate_interval|interval|range)\\b", "1m")
        .replaceAll("\\$\\{?(segment|region|tier|owner|source)\\b(:\\w+)?}?", ".*");
  }

  private void ask(List<JsonNode> boards, URI prometheus, URI kafka) {
    Optional<String> account = worstAccount(prometheus);
    if (account.isEmpty()) {
      return;
    }
    if (!judged) {
      judged = judge(prometheus, kafka);
    }
    for (JsonNode board : boards) {
      panels(board)
          .filter(panel -> unseen.contains(name(board, panel)))
          .filter(panel -> showsSomething(panel, prometheus, account.get()))
          .forEach(panel -> unseen.remove(name(board, panel)));
    }
  }

  private boolean showsSomething(JsonNode panel, URI prometheus, String account) {
    boolean something = false;
    for (JsonNode target : panel.path("targets")) {
      String expression = chosen(target.path("expr").asText(), account);
      JsonNode answer = query(prometheus, expression);
      if (!answer.path("status").asText().equals("success")) {
        refused.add(expression + ": " + answer.path("error").asText());
      }
      something |= !answer.at("/data/result").isEmpty();
    }
    return something;
  }

  /** Of an account with an open alert, every panel can have something to show. */
  private Optional<String> worstAccount(URI prometheus) {
    JsonNode open =
        query(
            prometheus,
            "vitals_alert_since_timestamp_seconds{scope=\"account\"} and on () vitals_account_info");
    JsonNode first = open.at("/data/result/0/metric/subject");
    return first.isMissingNode() ? Optional.empty() : Optional.of(first.asText());
  }

  /** Somebody takes an alert, and says a word on the band of its account. */
  private boolean judge(URI prometheus, URI kafka) {
    JsonNode open =
        query(prometheus, "vitals_alert_since_timestamp_seconds{scope=\"account\"}")
            .at("/data/result/0/metric");
    if (open.isMissingNode()) {
      return false;
    }
    JsonNode streamTime = query(prometheus, "1000 * vitals_health_stream_time_seconds");
    long now = streamTime.at("/data/result/0/value/1").asLong();
    String episode = open.path("episode").asText();
    String account = open.path("subject").asText();
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.getAuthority()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      send(producer, now, episode, verdict(AlertVerdictKind.ACKNOWLEDGE).setEpisodeId(episode));
      send(
          producer,
          now,
          account,
          verdict(AlertVerdictKind.AGREE).setAccountId(account).setBand("at_risk"));
    }
    return true;
  }

  private static AlertVerdict.Builder verdict(AlertVerdictKind kind) {
    return AlertVerdict.newBuilder().setVerdict(kind).setBy("vp-1");
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, long time, String key, AlertVerdict.Builder verdict) {
    producer.send(
        new ProducerRecord<>(
            Topic.ALERTS_VERDICTS.topicName(),
            null,
            time,
            key,
            RecordWriter.of(AlertVerdict.class).write(verdict.build())));
  }

  private JsonNode query(URI prometheus, String expression) {
    try {
      return JSON.readTree(
          http.send(
                  HttpRequest.newBuilder(prometheus.resolve("/api/v1/query"))
                      .header("Content-Type", "application/x-www-form-urlencoded")
                      .POST(
                          BodyPublishers.ofString(
                              "query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)))
                      .build(),
                  BodyHandlers.ofString())
              .body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return JSON.createObjectNode();
    }
  }

  /** A screen that asks every query again and again, and ends the demo when all was seen. */
  private final class Asking implements Screen {
    private final List<JsonNode> boards;

    private Asking(List<JsonNode> boards) {
      this.boards = boards;
    }

    @Override
    public void note(String line) {
      notes.add(line);
    }

    @Override
    public void loading(LoadingProgress progress) {}

    @Override
    public void live(LiveView view) {
      Optional<URI> prometheus = link(view, "Prometheus").map(URI::create);
      Optional<URI> kafka = link(view, "Kafka").map(address -> URI.create("kafka://" + address));
      if (prometheus.isPresent() && kafka.isPresent()) {
        ask(boards, prometheus.get(), kafka.get());
        if (unseen.isEmpty()) {
          Thread.currentThread().interrupt();
        }
      }
    }

    @Override
    public void close() {}

    private static Optional<String> link(LiveView view, String name) {
      return view.links().stream()
          .filter(link -> link.name().equals(name))
          .map(Link::address)
          .findFirst();
    }
  }
}
