package io.vitals.exporter.notifier;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An Alertmanager behind its API v2. */
final class HttpAlertmanager implements Alertmanager {
  private static final Logger LOG = LoggerFactory.getLogger(HttpAlertmanager.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration REQUEST = Duration.ofSeconds(10);
  private static final int MOST_LOGGED = 300;

  /** Bad request, too large, not to be processed: the same again would be refused again. */
  private static final Set<Integer> REFUSALS = Set.of(400, 413, 422);

  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpClient http;
  private final URI address;
  private final NotifierOptions options;

  /**
   * An Alertmanager.
   *
   * @param base its base address
   * @throws IllegalArgumentException if the certificates cannot be used
   */
  HttpAlertmanager(URI base, NotifierOptions options) {
    this.address = URI.create(base.toString().replaceAll("/$", "") + "/api/v2/alerts");
    this.options = options;
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(CONNECT);
    options.certificates().ifPresent(file -> client.sslContext(trusting(file)));
    this.http = client.build();
  }

  @Override
  public Answer send(List<AlertmanagerAlert> alerts) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(REQUEST)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(alerts)));
    if (options.passwordFile().isPresent()) {
      request.header("Authorization", "Basic " + credentials(options.passwordFile().get()));
    }
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    int status = response.statusCode();
    if (status / 100 == 2) {
      return Answer.TAKEN;
    }
    String body = response.body();
    LOG.warn(
        "{} answered {}: {}",
        address,
        status,
        body.substring(0, Math.min(MOST_LOGGED, body.length())).strip());
    return REFUSALS.contains(status) ? Answer.REFUSED : Answer.FAILED;
  }

  private String credentials(Path file) throws IOException {
    String password = Files.readString(file).strip();
    return Base64.getEncoder()
        .encodeToString((options.user() + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  private static SSLContext trusting(Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("trusted-" + number++, certificate);
      }
      if (number == 0) {
        throw new CertificateException("there is none");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "certificates in " + file + " cannot be used: " + e.getMessage(), e);
    }
  }
}
