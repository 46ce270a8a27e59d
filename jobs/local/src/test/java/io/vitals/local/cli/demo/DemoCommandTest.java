package io.vitals.local.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vitals.local.cli.Session;
import io.vitals.local.terminal.Views;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoCommandTest {

  private static final DemoReport LIVE =
      new DemoReport(
          2_380_000, Duration.ofMillis(81_250), Duration.ofSeconds(10), Optional.of(Views.LIVE));

  private final Session session = new Session();
  private final List<DemoRequest> requests = new ArrayList<>();

  DemoCommandTest() {
    session.demo =
        (request, screen) -> {
          requests.add(request);
          screen.note("Starting the broker");
          screen.loading(Views.LOADING);
          screen.live(Views.LIVE);
          return LIVE;
        };
  }

  @Test
  void hasDefaults() {
    assertThat(session.run("demo")).isZero();
    assertThat(requests)
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.accounts()).isEqualTo(500);
              assertThat(request.days()).isEqualTo(60);
              assertThat(request.seed()).isEqualTo(1);
              assertThat(request.speed()).isEqualTo(60);
              assertThat(request.liveFor()).isEmpty();
            });
    assertThat(session.out()).contains("Starting the broker", "loading 42 %", "at risk");
  }

  @Test
  void passesOnWhatIsAsked() {
    assertThat(
            session.run(
                "demo",
                "--accounts",
                "50",
                "--days=7",
                "--seed",
                "-3",
                "--speed",
                "3600",
                "--for",
                "0"))
        .isZero();
    assertThat(requests)
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.accounts()).isEqualTo(50);
              assertThat(request.days()).isEqualTo(7);
              assertThat(request.seed()).isEqualTo(-3);
              assertThat(request.speed()).isEqualTo(3_600);
              assertThat(request.liveFor()).contains(Duration.ZERO);
            });
  }

  @Test
  void writesExactlyOneJsonObject() throws IOException {
    assertThat(session.run("demo", "--json", "--seed", "7")).isZero();
    JsonNode json =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readTree(session.out());
    assertThat(json.isObject()).isTrue();
    assertThat(json.get("seed").asInt()).isEqualTo(7);
    assertThat(json.get("went_live").asBoolean()).isTrue();
    assertThat(json.get("loading_seconds").decimalValue()).isEqualByComparingTo("81.25");
    assertThat(json.at("/bands/at_risk/accounts").asInt()).isEqualTo(61);
    assertThat(json.at("/bands/healthy/arr").decimalValue()).isEqualByComparingTo("42104500.5");
    assertThat(json.at("/links/Kafka").asText()).isEqualTo("localhost:9092");
    assertThat(session.err()).contains("Starting the broker");
  }

  @Test
  void aDemoThatItsUserEndsIsDone() {
    session.demo =
        (request, screen) -> {
          throw new InterruptedException();
        };
    assertThat(session.run("demo", "--json")).isZero();
    assertThat(session.out()).contains("\"went_live\" : false");
    assertThat(session.err()).doesNotContain("vitals:");
  }

  @Test
  void aNamedPortThatIsTakenIsAMistake() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      int port = taken.getLocalPort();
      assertThat(session.run("demo", "--metrics-port", "" + port)).isEqualTo(2);
      assertThat(session.err())
          .isEqualTo(
              "vitals: port "
                  + port
                  + " is taken: name another with --metrics-port, or leave it out and a free one is"
                  + " chosen\n");
      assertThat(requests).isEmpty();
    }
  }

  @Test
  void oneNamedPortCannotServeTwo() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertThat(session.run("demo", "--ui-port", "" + port, "--kafka-port", "" + port)).isEqualTo(2);
  }
}
