package io.vitals.exporter.notifier;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vitals.exporter.MetricsServer;
import io.vitals.exporter.MetricsServer.Health;
import io.vitals.schemas.topics.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running notifier: reads {@code alerts} and keeps every Alertmanager told until it is closed.
 */
public final class Notifier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(5);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final InstantSource clock;
  private final AlertBook book;
  private final AlertsTopicReader reader;
  private final MetricsServer server;
  private final List<Thread> threads = new ArrayList<>();

  private Notifier(NotifierOptions options, Consumer<String, byte[]> consumer, InstantSource clock)
      throws IOException {
    this.clock = clock;
    this.book = new AlertBook(options.resolvedFor(), options.endsAfter());
    NotifierMetrics metrics = new NotifierMetrics(registry, book);
    AlertMessages messages = new AlertMessages(options, book);
    List<Delivery> deliveries = new ArrayList<>();
    for (URI address : options.alertmanagers()) {
      String name = address.getAuthority();
      metrics.watch(name);
      deliveries.add(
          new Delivery(
              name,
              book,
              messages,
              new HttpAlertmanager(address, options),
              metrics,
              options.resend(),
              new SplittableRandom()));
    }
    reader = new AlertsTopicReader(consumer, book, clock);
    server =
        new MetricsServer(
            new InetSocketAddress(options.bindAddress(), options.port()), registry, this::status);
    start("vitals-notifier-reader", reader);
    deliveries.forEach(delivery -> start("vitals-notifier-delivery", () -> deliver(delivery)));
  }

  /**
   * Starts to read and to deliver; returns before anything was read.
   *
   * @param clock tells when alerts end
   * @throws IllegalArgumentException if the settings are not usable
   * @throws UncheckedIOException if it cannot listen where it should
   */
  public static Notifier start(NotifierOptions options, InstantSource clock) {
    Consumer<String, byte[]> consumer = consumer(options);
    try {
      return new Notifier(options, consumer, clock);
    } catch (IOException e) {
      consumer.close();
      throw new UncheckedIOException(
          "cannot listen on " + options.bindAddress() + ":" + options.port(), e);
    }
  }

  /** The address of {@code /metrics}. */
  public URI metrics() {
    return server.page("/metrics");
  }

  /** Completes when the notifier has stopped reading; fails with the error that made it stop. */
  public CompletableFuture<Void> ended() {
    return reader.ended();
  }

  /** Stops reading and delivering. What lasts stays so in Alertmanager until it ends there. */
  @Override
  public void close() {
    server.close();
    reader.stop();
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    registry.close();
  }

  private Health status() {
    boolean isReady = book.isCaughtUp() && !reader.ended().isDone();
    return new Health(
        isReady,
        reader.ended().isDone(),
        "{\"caught_up\":" + book.isCaughtUp() + ",\"reading\":" + !reader.ended().isDone() + "}\n");
  }

  private void deliver(Delivery delivery) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        step(delivery);
        Instant now = clock.instant();
        Duration idle = delivery.idleFor(now);
        book.awaitChange(
            delivery.sent(now),
            idle.isZero() || idle.compareTo(LONGEST_IDLE) > 0 ? LONGEST_IDLE : idle);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One that fails by a defect of ours must not end what the others still get. */
  private void step(Delivery delivery) throws InterruptedException {
    try {
      delivery.step(clock.instant());
    } catch (RuntimeException e) {
      LOG.error("A delivery failed and is tried again", e);
      delivery.failed(clock.instant());
    }
  }

  private void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private static Consumer<String, byte[]> consumer(NotifierOptions options) {
    Map<String, Object> settings = new HashMap<>(options.kafkaSettings());
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, Topic.ALERTS.isolationLevel());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "vitals-notifier");
    try {
      return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      String cause = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new IllegalArgumentException("Kafka settings: " + cause, e);
    }
  }
}
