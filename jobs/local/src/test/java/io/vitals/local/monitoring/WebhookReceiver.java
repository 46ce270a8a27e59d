package io.vitals.local.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Takes notifications as a pager would, and remembers them. */
public final class WebhookReceiver implements AutoCloseable {
  private final List<Notification> notifications = new ArrayList<>();
  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpServer server;

  /**
   * A notification.
   *
   * @param receiver who was told
   * @param status firing or resolved
   * @param alertName that all of its alerts have; empty when they differ
   * @param alerts what it says of each alert
   */
  public record Notification(
      String receiver, String status, String alertName, List<JsonNode> alerts) {
    /** Whether it tells of such an alert. */
    public boolean tellsOf(String name, String label, String value) {
      return alertName.equals(name)
          && alerts.stream().anyMatch(alert -> alert.at("/labels/" + label).asText().equals(value));
    }
  }

  /** Listens on a free port. */
  public WebhookReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            JsonNode body = json.readTree(exchange.getRequestBody());
            List<JsonNode> alerts = new ArrayList<>();
            body.get("alerts").forEach(alerts::add);
            add(
                new Notification(
                    body.get("receiver").asText(),
                    body.get("status").asText(),
                    body.at("/commonLabels/alertname").asText(),
                    alerts));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
  }

  /** Where it listens. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** All notifications so far. */
  public List<Notification> notifications() {
    synchronized (notifications) {
      return List.copyOf(notifications);
    }
  }

  /**
   * Waits for a notification.
   *
   * @throws AssertionError if it does not come
   */
  public void await(String what, Duration atMost, Predicate<List<Notification>> holds)
      throws InterruptedException {
    long until = System.nanoTime() + atMost.toNanos();
    synchronized (notifications) {
      while (!holds.test(List.copyOf(notifications))) {
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError("not within " + atMost + ": " + what + ": " + summary());
        }
        notifications.wait(left);
      }
    }
  }

  private void add(Notification notification) {
    synchronized (notifications) {
      notifications.add(notification);
      notifications.notifyAll();
    }
  }

  private List<String> summary() {
    return notifications.stream()
        .map(one -> one.receiver() + " " + one.status() + " " + one.alerts().size())
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
