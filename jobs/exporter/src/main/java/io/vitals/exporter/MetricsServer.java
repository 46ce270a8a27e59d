package io.vitals.exporter;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /metrics} and {@code GET /health}, and nothing else, on a bounded number of threads.
 */
public final class MetricsServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);
  private static final int THREADS = 4;
  private static final int WAITING = 64;
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";
  private static final String JSON = "application/json; charset=utf-8";
  private static final String PLAIN = "text/plain; charset=utf-8";

  private final PrometheusMeterRegistry registry;
  private final Supplier<Health> health;
  private final ExecutorService threads;
  private final HttpServer server;

  /**
   * What a process says of itself.
   *
   * @param isReady whether its figures can be relied on
   * @param isStopped whether they no longer move
   * @param json all of it, as JSON
   */
  public record Health(boolean isReady, boolean isStopped, String json) {}

  /**
   * Listens at once.
   *
   * @param address where; port 0: any that is free
   * @throws IOException if it cannot listen there
   */
  public MetricsServer(
      InetSocketAddress address, PrometheusMeterRegistry registry, Supplier<Health> health)
      throws IOException {
    this.registry = registry;
    this.health = health;
    this.server = HttpServer.create(address, WAITING);
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
              Thread thread = new Thread(task, "vitals-exporter-http");
              thread.setDaemon(true);
              return thread;
            });
    Map<String, HttpHandler> pages = Map.of("/metrics", this::metrics, "/health", this::health);
    server.createContext("/", exchange -> handle(exchange, pages));
    server.setExecutor(threads);
    server.start();
  }

  /** The address of a page, as {@code /metrics}. */
  public URI page(String path) {
    InetSocketAddress address = server.getAddress();
    String host = address.getAddress().getHostAddress();
    return URI.create(
        "http://"
            + (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + address.getPort()
            + path);
  }

  /** Stops listening; requests under way are cut off. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange, Map<String, HttpHandler> pages) {
    try (exchange) {
      HttpHandler page = pages.get(exchange.getRequestURI().getPath());
      if (page == null) {
        answer(exchange, 404, PLAIN, "not found\n".getBytes(StandardCharsets.UTF_8));
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        answer(exchange, 405, PLAIN, "GET only\n".getBytes(StandardCharsets.UTF_8));
      } else {
        page.handle(exchange);
      }
    } catch (IOException e) {
      LOG.debug("A client went away", e);
    } catch (RuntimeException e) {
      LOG.error("Cannot answer {}", exchange.getRequestURI().getPath(), e);
      fail(exchange);
    }
  }

  private void metrics(HttpExchange exchange) throws IOException {
    if (health.get().isStopped()) {
      answer(exchange, 503, PLAIN, "no longer reading\n".getBytes(StandardCharsets.UTF_8));
      return;
    }
    String accept = exchange.getRequestHeaders().getFirst("Accept");
    String type =
        accept != null && accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
    // Whole before the first byte is sent: an error is a 500, never half a scrape.
    ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 16);
    registry.scrape(body, type);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.size());
    try (OutputStream out = exchange.getResponseBody()) {
      body.writeTo(out);
    }
  }

  private void health(HttpExchange exchange) throws IOException {
    Health now = health.get();
    answer(exchange, now.isReady() ? 200 : 503, JSON, now.json().getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  private static void fail(HttpExchange exchange) {
    try {
      answer(exchange, 500, PLAIN, "failed, see the log\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.debug("A client went away", e);
    }
  }
}
