package io.vitals.local.history;

import io.vitals.schemas.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to Kafka, idempotently, in large compressed batches. */
public final class KafkaRecordSink implements RecordSink {
  private static final String SOURCE_HEADER = "source";
  private static final int BATCH_BYTES = 256 * 1024;
  private static final long BUFFER_BYTES = 64L * 1024 * 1024;

  private final Producer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final Map<String, List<Header>> headers = new HashMap<>();
  private AtomicInteger underWay = new AtomicInteger();

  private KafkaRecordSink(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /**
   * A sink into the cluster that these settings name.
   *
   * @param connection settings of the connection, {@code bootstrap.servers} at least
   */
  public static KafkaRecordSink connect(Properties connection) {
    Properties settings = new Properties();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 50);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.putAll(connection);
    return new KafkaRecordSink(
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  @Override
  public void send(
      Topic topic, int partition, String key, String source, long timestamp, byte[] value) {
    AtomicInteger pending = underWay;
    pending.incrementAndGet();
    byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    producer.send(
        new ProducerRecord<>(
            topic.topicName(), partition, timestamp, keyBytes, value, headersOf(source)),
        (written, exception) -> {
          if (exception == null) {
            pending.decrementAndGet();
          } else {
            failure.compareAndSet(null, exception);
          }
        });
  }

  @Override
  public BooleanSupplier acknowledged() {
    AtomicInteger pending = underWay;
    underWay = new AtomicInteger();
    return () -> pending.get() == 0;
  }

  @Override
  public void flush() {
    producer.flush();
    Exception exception = failure.get();
    if (exception != null) {
      throw new IllegalStateException("Kafka did not take a record", exception);
    }
  }

  @Override
  public void close() {
    producer.close();
  }

  private List<Header> headersOf(String source) {
    return source == null
        ? List.of()
        : headers.computeIfAbsent(
            source,
            name ->
                List.of(new RecordHeader(SOURCE_HEADER, name.getBytes(StandardCharsets.UTF_8))));
  }
}
