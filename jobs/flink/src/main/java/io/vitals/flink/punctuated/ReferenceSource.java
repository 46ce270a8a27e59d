package io.vitals.flink.punctuated;

import io.vitals.schemas.topics.Topic;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads a topic of reference rows, which others write. Rows come seldom and without punctuation, so
 * they never hold time back: each waits, or counts from then on, where it is used.
 */
public final class ReferenceSource {
  private ReferenceSource() {}

  /**
   * The rows of a topic from its beginning.
   *
   * @param name of the source; first part of its uid
   */
  public static <T> SingleOutputStreamOperator<T> read(
      StreamExecutionEnvironment environment,
      Topic topic,
      KafkaRecordDeserializationSchema<T> deserializer,
      String name,
      KafkaConnection kafka) {
    KafkaSource<T> source =
        KafkaSource.<T>builder()
            .setProperties(kafka.properties())
            .setTopics(topic.topicName())
            .setGroupId("vitals-" + name)
            .setProperty("partition.discovery.interval.ms", "30000")
            .setProperty("isolation.level", topic.isolationLevel())
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(deserializer)
            .build();
    return environment
        .fromSource(
            source,
            WatermarkStrategy.<T>forGenerator(context -> new NeverHoldsTimeBack<>()),
            "Read " + topic.topicName(),
            deserializer.getProducedType())
        .uid(name + "-source")
        .setParallelism(1);
  }

  /** Where a record stands, for a message about it. */
  public static String positionOf(ConsumerRecord<?, ?> record) {
    return record.topic() + "-" + record.partition() + " offset " + record.offset();
  }

  private static final class NeverHoldsTimeBack<T> implements WatermarkGenerator<T> {
    @Override
    public void onEvent(T row, long timestamp, WatermarkOutput output) {}

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.markIdle();
    }
  }
}
