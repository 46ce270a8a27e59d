package io.vitals.flink.punctuated;

import io.vitals.schemas.topics.Topic;
import java.util.List;
import org.apache.flink.api.common.functions.Partitioner;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes records to punctuated topics: a shuffle to the partition's owner, {@link PartitionWriter},
 * and one Kafka sink for all topics of the job, so that they become visible together.
 *
 * <p>Transactions are named {@code INCREMENTING}: an id is used once, so its producer epoch stays
 * low. With {@code POOLING} ids are used again until the epoch rolls over, at one checkpoint a
 * second within hours, and a restore across that fails (FLINK-40689); it also cannot be left again.
 * The price is broker memory for each id until {@code transactional.id.expiration.ms}: lower that
 * on the broker from 7 days to a day or so, but not below the longest outage.
 */
public final class PunctuatedSink {
  /** A source's largest record, 1 MiB, wrapped whole in a dead letter. */
  public static final int MAX_RECORD_BYTES = 2 * 1024 * 1024;

  private PunctuatedSink() {}

  /**
   * Writes the records.
   *
   * @param records for the topics; their timestamps rise above the stream's watermarks, or they are
   *     restamped
   * @param topics all that the records may go to; each gets the punctuation of the stream
   * @param options how
   * @throws IllegalArgumentException if a topic is not one of those that our jobs write
   */
  public static void write(
      DataStream<OutboundRecord> records, List<Topic> topics, SinkOptions options) {
    topics.stream()
        .filter(topic -> !topic.punctuated())
        .findFirst()
        .ifPresent(
            topic -> {
              throw new IllegalArgumentException(topic.topicName() + " is not ours to write");
            });
    int parallelism = Math.min(options.parallelism(), widest(topics));
    DataStreamSink<OutboundRecord> sink =
        records
            .partitionCustom(new ByOwner(), OutboundRecord::partition)
            .transform(
                "Write " + options.job() + "'s partitions",
                new OutboundRecordTypeInfo(),
                new PartitionWriter(topics, options.job()))
            .uid(options.job() + "-partition-writer")
            .setParallelism(parallelism)
            .sinkTo(kafkaSink(options));
    sink.name("Kafka topics of " + options.job())
        .uid(options.job() + "-kafka-sink")
        .setParallelism(parallelism);
  }

  private static int widest(List<Topic> topics) {
    return topics.stream()
        .mapToInt(Topic::partitions)
        .max()
        .orElseThrow(() -> new IllegalArgumentException("no topic to write"));
  }

  private static KafkaSink<OutboundRecord> kafkaSink(SinkOptions options) {
    KafkaSinkBuilder<OutboundRecord> builder =
        KafkaSink.<OutboundRecord>builder()
            .setKafkaProducerConfig(options.kafka().properties())
            .setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(MAX_RECORD_BYTES))
            .setDeliveryGuarantee(options.guarantee())
            .setRecordSerializer(new ToItsPartition());
    if (options.guarantee() == DeliveryGuarantee.EXACTLY_ONCE) {
      builder
          .setTransactionalIdPrefix(options.transactionalIdPrefix())
          .setTransactionNamingStrategy(TransactionNamingStrategy.INCREMENTING)
          .setProperty(
              ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
              Long.toString(options.transactionTimeout().toMillis()));
    }
    return builder.build();
  }

  /** Sends what is for a partition to the subtask that writes it. */
  public static Partitioner<Integer> byOwner() {
    return new ByOwner();
  }

  /** The subtask that writes a partition. */
  public static int ownerOf(int partition, int parallelism) {
    return PartitionWriter.ownerOf(partition, parallelism);
  }

  private static final class ByOwner implements Partitioner<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public int partition(Integer partition, int parallelism) {
      return PartitionWriter.ownerOf(partition, parallelism);
    }
  }

  private static final class ToItsPartition
      implements KafkaRecordSerializationSchema<OutboundRecord> {
    private static final long serialVersionUID = 1L;

    /** Without a timestamp: the broker stamps our topics, our times are in the payload. */
    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        OutboundRecord record, KafkaSinkContext context, Long timestamp) {
      return new ProducerRecord<>(
          record.topic().topicName(), record.partition(), record.key(), record.value());
    }
  }
}
