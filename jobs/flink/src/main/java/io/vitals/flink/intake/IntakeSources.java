package io.vitals.flink.intake;

import io.vitals.flink.config.JobConfiguration;
import io.vitals.flink.config.JobOptions;
import io.vitals.schemas.topics.Topic;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What intake reads: source topics, the clock, the identity map. */
final class IntakeSources {
  private final StreamExecutionEnvironment env;
  private final JobConfiguration configuration;

  IntakeSources(StreamExecutionEnvironment env, JobConfiguration configuration) {
    this.env = env;
    this.configuration = configuration;
  }

  DataStream<SourceRecord> records() {
    int widest = IntakeJob.SOURCE_TOPICS.stream().mapToInt(Topic::partitions).max().orElseThrow();
    return read(
        "intake-records",
        IntakeJob.SOURCE_TOPICS,
        SourceTime.ofSources(configuration.get(JobOptions.IDLE_AFTER)),
        Math.min(env.getParallelism(), widest));
  }

  /** What is no tick; the ticks are the stream's time. */
  DataStream<SourceRecord> clock() {
    return read("intake-clock", List.of(Topic.CLOCK), WatermarkStrategy.noWatermarks(), 1)
        .transform(
            "tell time by the clock", TypeInformation.of(SourceRecord.class), new ClockOperator())
        .uid("intake-clock-time")
        .setParallelism(1);
  }

  DataStream<SourceRecord> identities() {
    return read(
        "intake-identities",
        List.of(Topic.IDENTITY_MAP),
        SourceTime.ofSources(configuration.get(JobOptions.IDLE_AFTER)),
        1);
  }

  private DataStream<SourceRecord> read(
      String name, List<Topic> topics, WatermarkStrategy<SourceRecord> time, int parallelism) {
    List<String> topicNames = topics.stream().map(Topic::topicName).toList();
    KafkaSource<SourceRecord> source =
        KafkaSource.<SourceRecord>builder()
            .setProperties(configuration.kafka().properties())
            .setTopics(topicNames)
            .setGroupId("vitals-" + name)
            .setClientIdPrefix(name)
            .setProperty("isolation.level", topics.get(0).isolationLevel())
            .setProperty("partition.discovery.interval.ms", "30000")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new SourceRecordDeserializer())
            .build();
    return env.fromSource(
            source,
            time,
            "Read " + String.join(", ", topicNames),
            TypeInformation.of(SourceRecord.class))
        .uid(name + "-source")
        .setParallelism(parallelism);
  }
}
