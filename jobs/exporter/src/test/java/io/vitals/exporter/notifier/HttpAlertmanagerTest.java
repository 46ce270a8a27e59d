package io.vitals.exporter.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vitals.exporter.notifier.Alertmanager.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpAlertmanagerTest {
  private static final String KEY_PASSWORD = "changeit";
  private static final List<AlertmanagerAlert> ALERTS =
      List.of(
          new AlertmanagerAlert(
              Map.of("alertname", "VitalsEscalation"),
              Map.of("summary", "It is so"),
              null,
              "2026-11-24T10:00:00Z"));

  private final List<String> paths = new ArrayList<>();
  private final List<String> authorizations = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();
  private int answer = 200;
  private HttpServer server;

  @TempDir private Path directory;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void sendsToTheApiBelowItsBaseAddress() throws Exception {
    URI base = start(HttpServer.create()).resolve("/monitoring/");
    Answer taken = new HttpAlertmanager(base, options(base)).send(ALERTS);
    assertThat(taken).isEqualTo(Answer.TAKEN);
    assertThat(paths).containsExactly("/monitoring/api/v2/alerts");
    assertThat(JsonMapper.builder().build().readTree(bodies.get(0)))
        .isEqualTo(
            JsonMapper.builder()
                .build()
                .readTree(
                    """
                    [{"labels": {"alertname": "VitalsEscalation"},
                      "annotations": {"summary": "It is so"},
                      "endsAt": "2026-11-24T10:00:00Z"}]
                    """));
    assertThat(authorizations).as("nobody asked for a password").containsOnlyNulls();
  }

  @ParameterizedTest
  @CsvSource({
    "400, REFUSED",
    "413, REFUSED",
    "422, REFUSED",
    "401, FAILED",
    "429, FAILED",
    "503, FAILED"
  })
  void whatWouldBeRefusedAgainIsToldFromWhatMayBeTakenLater(int status, Answer expected)
      throws Exception {
    answer = status;
    URI base = start(HttpServer.create());
    assertThat(new HttpAlertmanager(base, options(base)).send(ALERTS)).isEqualTo(expected);
  }

  @Test
  void aPasswordMayBeRenewedWhileItRuns() throws Exception {
    Path password = Files.writeString(directory.resolve("password"), "first\n");
    URI base = start(HttpServer.create());
    HttpAlertmanager alertmanager =
        new HttpAlertmanager(base, with(options(base), Optional.of(password), Optional.empty()));
    alertmanager.send(ALERTS);
    Files.writeString(password, "second");
    alertmanager.send(ALERTS);
    assertThat(authorizations).containsExactly(basic("notifier:first"), basic("notifier:second"));
  }

  @Test
  void trustsTheCertificatesItIsGivenAndNoOthers() throws Exception {
    Path ours = certificate("ours");
    Path others = certificate("others");
    HttpsServer secure = HttpsServer.create();
    secure.setHttpsConfigurator(new HttpsConfigurator(identity("ours")));
    URI plain = start(secure);
    URI base = URI.create("https://" + plain.getAuthority());

    assertThat(trusting(base, ours).send(ALERTS)).isEqualTo(Answer.TAKEN);
    HttpAlertmanager misled = trusting(base, others);
    assertThatThrownBy(() -> misled.send(ALERTS)).isInstanceOf(IOException.class);
    assertThat(bodies).as("nothing is sent to who is not trusted").hasSize(1);
  }

  @Test
  void certificatesThatCannotBeUsedAreToldOfAtTheStart() throws Exception {
    URI base = URI.create("https://localhost:9093");
    Path empty = Files.createFile(directory.resolve("empty.pem"));
    assertThatThrownBy(() -> trusting(base, empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty.pem");
    Path missing = directory.resolve("missing.pem");
    assertThatThrownBy(() -> trusting(base, missing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("missing.pem");
  }

  private URI start(HttpServer created) throws IOException {
    server = created;
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  private void take(HttpExchange exchange) throws IOException {
    paths.add(exchange.getRequestURI().getPath());
    authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    exchange.sendResponseHeaders(answer, -1);
    exchange.close();
  }

  private static String basic(String userAndPassword) {
    return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(UTF_8));
  }

  private static HttpAlertmanager trusting(URI base, Path certificates) {
    return new HttpAlertmanager(
        base, with(options(base), Optional.empty(), Optional.of(certificates)));
  }

  private static NotifierOptions options(URI base) {
    return NotifierOptions.defaults("broker:9092", List.of(base));
  }

  private static NotifierOptions with(
      NotifierOptions options, Optional<Path> passwordFile, Optional<Path> certificates) {
    return new NotifierOptions(
        options.bootstrapServers(),
        options.alertmanagers(),
        options.bindAddress(),
        options.port(),
        options.resend(),
        options.endsAfter(),
        options.resolvedFor(),
        options.withNames(),
        options.currency(),
        options.runbooks(),
        options.boards(),
        "notifier",
        passwordFile,
        certificates,
        options.kafkaSettings());
  }

  /** Makes a key for localhost, and gives its certificate. */
  private Path certificate(String name) throws Exception {
    Path certificate = directory.resolve(name + ".pem");
    keytool(
        name, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "san=dns:localhost");
    keytool(name, "-exportcert", "-rfc", "-file", certificate.toString());
    return certificate;
  }

  private void keytool(String name, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", name, "-storetype", "PKCS12", "-storepass", KEY_PASSWORD));
    command.addAll(List.of("-keystore", directory.resolve(name + ".p12").toString()));
    Path said = directory.resolve("keytool.out");
    Process keytool =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(keytool.waitFor()).as(Files.readString(said)).isZero();
  }

  private SSLContext identity(String name) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(directory.resolve(name + ".p12"))) {
      keys.load(file, KEY_PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, KEY_PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }
}
