package io.vitals.flink.punctuated;

import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * Reads punctuated topics. Records carry their own ingest time; watermarks come from punctuation
 * alone, per partition. A partition that has nothing to tell is told so by its writer, so none is
 * taken for idle unless it is said how long its writer may stand still.
 */
public final class PunctuatedSource {
  /** Partition counts are frozen; with discovery off, a reader without a partition would finish. */
  private static final Duration PARTITION_DISCOVERY = Duration.ofSeconds(30);

  private PunctuatedSource() {}

  /** The records of these topics in the job, without the punctuation. */
  public static <T extends Timed> SingleOutputStreamOperator<T> read(
      StreamExecutionEnvironment environment,
      List<Topic> topics,
      PunctuatedDeserializer<T> deserializer,
      SourceOptions options) {
    return read(environment, topics, deserializer, options, watermarks());
  }

  /**
   * The same, but a partition that tells nothing for so long does not hold back time until it tells
   * something again.
   *
   * @param stall how long its writer may be silent
   */
  public static <T extends Timed> SingleOutputStreamOperator<T> read(
      StreamExecutionEnvironment environment,
      List<Topic> topics,
      PunctuatedDeserializer<T> deserializer,
      SourceOptions options,
      Duration stall) {
    return read(
        environment,
        topics,
        deserializer,
        options,
        PunctuatedSource.<T>watermarks().withIdleness(stall));
  }

  private static <T extends Timed> SingleOutputStreamOperator<T> read(
      StreamExecutionEnvironment environment,
      List<Topic> topics,
      PunctuatedDeserializer<T> deserializer,
      SourceOptions options,
      WatermarkStrategy<T> watermarks) {
    int parallelism = sourceParallelism(topics, options.parallelism());
    String names = String.join(", ", names(topics));
    return environment
        .fromSource(
            of(topics, deserializer, options),
            Alignment.of(watermarks),
            "Read " + names,
            deserializer.producedType())
        .uid(options.name() + "-source")
        .setParallelism(parallelism)
        .filter(element -> !element.punctuation())
        .name("Records of " + names)
        .uid(options.name() + "-records")
        .setParallelism(parallelism);
  }

  /** The source alone, punctuation among its elements. */
  private static <T extends Timed> KafkaSource<T> of(
      List<Topic> topics, PunctuatedDeserializer<T> deserializer, SourceOptions options) {
    Properties properties = options.kafka().properties();
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, topics.get(0).isolationLevel());
    if (options.end() == SourceOptions.End.NEVER) {
      properties.setProperty(
          KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
          Long.toString(PARTITION_DISCOVERY.toMillis()));
    }
    KafkaSourceBuilder<T> builder =
        KafkaSource.<T>builder()
            .setProperties(properties)
            .setTopics(names(topics))
            .setGroupId(options.groupId())
            .setClientIdPrefix(options.name())
            .setStartingOffsets(beginning(options.start()))
            .setDeserializer(new Decoding<>(deserializer));
    if (options.end() == SourceOptions.End.LATEST) {
      builder.setBounded(new CommittedEnd(options.kafka()));
    }
    return builder.build();
  }

  @SuppressWarnings("deprecation") // the connector takes the reset strategy in no other form
  private static OffsetsInitializer beginning(SourceOptions.Start start) {
    return switch (start) {
      case EARLIEST -> OffsetsInitializer.earliest();
      case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
    };
  }

  /** Time as the punctuation of each partition tells it. */
  private static <T extends Timed> WatermarkStrategy<T> watermarks() {
    return WatermarkStrategy.<T>forGenerator(context -> new OnPunctuation<>())
        .withTimestampAssigner((element, brokerTime) -> element.time());
  }

  /**
   * How many readers these topics can feed, at most {@code parallelism}: the partitions of the
   * widest. Kafka's source deals out each topic's partitions round-robin from a reader of its own,
   * so beyond that one may be left without any, and such a reader holds back time for ever.
   */
  public static int sourceParallelism(List<Topic> topics, int parallelism) {
    return topics.stream()
        .mapToInt(topic -> Math.min(parallelism, topic.partitions()))
        .max()
        .orElseThrow(() -> new IllegalArgumentException("no topic to read"));
  }

  private static List<String> names(List<Topic> topics) {
    return topics.stream().map(Topic::topicName).toList();
  }

  private static final class OnPunctuation<T extends Timed> implements WatermarkGenerator<T> {
    @Override
    public void onEvent(T element, long time, WatermarkOutput output) {
      if (element.punctuation()) {
        output.emitWatermark(new Watermark(element.time()));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  private static final class Decoding<T extends Timed>
      implements KafkaRecordDeserializationSchema<T> {
    private static final long serialVersionUID = 1L;

    private final PunctuatedDeserializer<T> deserializer;

    /** Of the record before, whose name is the same object as long as its partition is. */
    private transient Topic topic;

    private transient String topicName;

    Decoding(PunctuatedDeserializer<T> deserializer) {
      this.deserializer = deserializer;
    }

    @Override
    public void open(InitializationContext context) {
      deserializer.open();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out)
        throws IOException {
      if (!record.topic().equals(topicName)) {
        topicName = record.topic();
        topic = Topic.named(topicName);
      }
      byte[] value = record.value();
      T element =
          Punctuations.isPunctuation(value)
              ? deserializer.punctuation(topic, record.partition(), RecordTime.read(value))
              : deserializer.record(topic, record);
      if (element != null) {
        out.collect(element);
      }
    }

    @Override
    public TypeInformation<T> getProducedType() {
      return deserializer.producedType();
    }
  }
}
