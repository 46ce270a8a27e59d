package io.vitals.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsParserTest {
  private static final Map<String, String> NOTHING = Map.of();

  @Test
  void brokersAreEnough() {
    assertThat(OptionsParser.parse(List.of("--bootstrap-servers=b:9092"), NOTHING))
        .isEqualTo(ExporterOptions.defaults("b:9092"));
  }

  @Test
  void argumentsWinOverTheEnvironment() {
    ExporterOptions options =
        OptionsParser.parse(
            List.of("--port=0", "--names=false", "--currency=JPY", "--bind-address=0.0.0.0"),
            Map.of(
                "VITALS_EXPORTER_BOOTSTRAP_SERVERS", "b:9092",
                "VITALS_EXPORTER_PORT", "1",
                "VITALS_EXPORTER_MAX_ACCOUNTS", "5"));
    assertThat(options.port()).isZero();
    assertThat(options.maxAccounts()).isEqualTo(5);
    assertThat(options.withNames()).isFalse();
    assertThat(options.currency().getCurrencyCode()).isEqualTo("JPY");
    assertThat(options.bindAddress()).isEqualTo("0.0.0.0");
  }

  @Test
  void secretsAreReadFromAFileAndNotPrinted(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("kafka.properties"), "ssl.key.password=hush\n");
    ExporterOptions options =
        OptionsParser.parse(
            List.of("--bootstrap-servers=b:9092", "--kafka-settings=" + file), NOTHING);
    assertThat(options.kafkaSettings()).containsEntry("ssl.key.password", "hush");
    assertThat(options.toString()).contains("ssl.key.password").doesNotContain("hush");
  }

  @Test
  void everyFaultIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                OptionsParser.parse(
                    List.of(
                        "--port=70000",
                        "--max-accounts=many",
                        "--names=no",
                        "--currency=XXX",
                        "--kafka-settings=missing.properties",
                        "--colour=red"),
                    NOTHING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "--bootstrap-servers is missing",
            "--port=70000",
            "--max-accounts=many",
            "--names=no",
            "--currency=XXX",
            "--kafka-settings=missing.properties",
            "--colour=red")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void mainTellsWhyItCannotStartInOneLine() throws Exception {
    assertThat(error()).isEqualTo("exporter: --bootstrap-servers is missing");
    assertThat(error("--bootstrap-servers=nonsense")).startsWith("exporter: Kafka settings: ");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(error("--bootstrap-servers=127.0.0.1:1", "--port=" + taken.getLocalPort()))
          .startsWith("exporter: cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
  }

  private static String error(String... arguments) throws InterruptedException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        ExporterMain.run(
            List.of(arguments),
            NOTHING,
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(code).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    return err.toString(StandardCharsets.UTF_8).strip();
  }
}
