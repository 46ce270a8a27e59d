package io.vitals.exporter;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vitals.schemas.metrics.ExportedMetrics;
import io.vitals.schemas.topics.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A running exporter: reads {@code account.health} and serves it until it is closed. */
public final class Exporter implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final HealthTopicReader reader;
  private final DataTopicsReader dataReader;
  private final Thread readerThread;
  private final Thread dataThread;
  private final MetricsServer server;

  private Exporter(
      ExporterOptions options,
      Consumer<String, byte[]> consumer,
      Consumer<String, byte[]> dataConsumer)
      throws IOException {
    dataReader = new DataTopicsReader(dataConsumer);
    registry
        .getPrometheusRegistry()
        .register(
            new SnapshotCollector<>(
                dataReader::snapshot,
                new DataRenderer(ExportedMetrics.bundled(), options.currency())));
    reader = new HealthTopicReader(consumer, options.maxAccounts(), System::nanoTime);
    registry
        .getPrometheusRegistry()
        .register(
            new SnapshotCollector<>(
                reader::snapshot,
                new SnapshotRenderer(
                    ExportedMetrics.bundled(), options.currency(), options.withNames())));
    server =
        new MetricsServer(
            new InetSocketAddress(options.bindAddress(), options.port()),
            registry,
            () -> reader.health().served());
    readerThread = new Thread(reader, "vitals-exporter-reader");
    readerThread.setDaemon(true);
    readerThread.start();
    dataThread = new Thread(dataReader, "vitals-exporter-data-reader");
    dataThread.setDaemon(true);
    dataThread.start();
  }

  /**
   * Starts to read and to serve; returns before anything was read.
   *
   * @throws IllegalArgumentException if the Kafka settings are not usable
   * @throws UncheckedIOException if it cannot listen where it should
   */
  public static Exporter start(ExporterOptions options) {
    Consumer<String, byte[]> consumer = consumer(options);
    Consumer<String, byte[]> dataConsumer = consumer(options);
    try {
      return new Exporter(options, consumer, dataConsumer);
    } catch (IOException e) {
      consumer.close();
      dataConsumer.close();
      throw new UncheckedIOException(
          "cannot listen on " + options.bindAddress() + ":" + options.port(), e);
    }
  }

  /** The address of {@code /metrics}. */
  public URI metrics() {
    return server.page("/metrics");
  }

  /** The address of {@code /health}. */
  public URI health() {
    return server.page("/health");
  }

  /**
   * Completes when all that stood in the topic at the start was read. Fails if reading ends before
   * that, by an error or because the exporter is closed.
   */
  public CompletableFuture<Void> caughtUp() {
    return reader.caughtUp();
  }

  /**
   * Up to when everything published is in what is served; empty before it has caught up and every
   * partition told its time.
   */
  public Optional<Instant> streamTime() {
    return reader.snapshot().stream().streamTime();
  }

  /**
   * Completes when the exporter has stopped reading any of it; fails with the error that made it
   * stop.
   */
  public CompletableFuture<Void> ended() {
    return CompletableFuture.anyOf(reader.ended(), dataReader.ended()).thenApply(none -> null);
  }

  /** Stops serving and reading. */
  @Override
  public void close() {
    server.close();
    reader.stop();
    dataReader.stop();
    try {
      readerThread.join();
      dataThread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    registry.close();
  }

  private static Consumer<String, byte[]> consumer(ExporterOptions options) {
    Map<String, Object> settings = new HashMap<>(options.kafkaSettings());
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, Topic.ACCOUNT_HEALTH.isolationLevel());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // A topic that was emptied or made anew under the reader must end it, not mix with what it
    // holds.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "vitals-exporter");
    try {
      return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      String cause = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new IllegalArgumentException("Kafka settings: " + cause, e);
    }
  }
}
