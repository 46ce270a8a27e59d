package io.vitals.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Takes notifications as a pager would, and remembers them. */
final class WebhookReceiver implements AutoCloseable {
  private final List<Notification> notifications = Collections.synchronizedList(new ArrayList<>());
  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpServer server;

  /**
   * A notification.
   *
   * @param receiver who was told
   * @param status firing or resolved
   * @param alertName of the group
   * @param alerts what it says of each alert
   */
  record Notification(String receiver, String status, String alertName, List<JsonNode> alerts) {
    boolean tellsOf(String name, String label, String value) {
      return alertName.equals(name)
          && alerts.stream().anyMatch(alert -> alert.at("/labels/" + label).asText().equals(value));
    }
  }

  WebhookReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            JsonNode body = json.readTree(exchange.getRequestBody());
            List<JsonNode> alerts = new ArrayList<>();
            body.get("alerts").forEach(alerts::add);
            notifications.add(
                new Notification(
                    body.get("receiver").asText(),
                    body.get("status").asText(),
                    body.at("/groupLabels/alertname").asText(),
                    alerts));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  List<Notification> notifications() {
    return List.copyOf(notifications);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
