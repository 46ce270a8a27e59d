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

  DataStream<SourceRecord> clock() {
    return read("intake-clock", List.of(Topic.CLOCK), SourceTime.ofClock(), 1);
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
    KafkaSource<SourceRecord> source =
        KafkaSource.<SourceRecord>builder()
            .setProperties(configuration.kafka().properties())
            .setTopics(topics.stream().map(Topic::topicName).toList())
            .setGroupId("vitals-" + name)
            .setClientIdPrefix(name)
            .setProperty("isolation.level", "read_committed")
            .setProperty("partition.discovery.interval.ms", "30000")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new SourceRecordDeserializer())
            .build();
    return env.fromSource(source, time, name, TypeInformation.of(SourceRecord.class))
        .uid(name + "-source")
        .setParallelism(parallelism);
  }
}
