package io.vitals.flink.alerts;

import io.vitals.flink.config.JobConfiguration;
import io.vitals.flink.config.JobOptions;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.flink.punctuated.InboundRecordDeserializer;
import io.vitals.flink.punctuated.PunctuatedSource;
import io.vitals.flink.punctuated.ReferenceSource;
import io.vitals.schemas.topics.Topic;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What the alerts job reads. When another job stands still, the last it said holds and alerts go on
 * without it.
 */
final class AlertsSources {
  private final StreamExecutionEnvironment env;
  private final JobConfiguration configuration;

  AlertsSources(StreamExecutionEnvironment env, JobConfiguration configuration) {
    this.env = env;
    this.configuration = configuration;
  }

  /** What is published of accounts. */
  DataStream<InboundRecord> health() {
    return read(List.of(Topic.ACCOUNT_HEALTH), "alerts-health");
  }

  /** How the sources do. */
  DataStream<InboundRecord> freshness() {
    return read(List.of(Topic.SOURCE_FRESHNESS), "alerts-freshness");
  }

  /** Breaks of sources, faults of the data, and what stands out. */
  DataStream<InboundRecord> findings() {
    return read(AlertsJob.FINDINGS, "alerts-findings");
  }

  /** What arrived, and what of it could not be used. */
  DataStream<InboundRecord> arrivals() {
    return read(List.of(Topic.SOURCE_ARRIVALS, Topic.DEAD_LETTERS), "alerts-arrivals");
  }

  /** What people say. */
  DataStream<SubjectRow> verdicts() {
    return ReferenceSource.read(
        env,
        Topic.ALERTS_VERDICTS,
        new VerdictDeserializer<>(SubjectRow.class, SubjectRow::verdict),
        "alerts-verdicts",
        configuration.kafka());
  }

  private DataStream<InboundRecord> read(List<Topic> topics, String name) {
    return PunctuatedSource.read(
        env,
        topics,
        new InboundRecordDeserializer(),
        configuration.source(name, env),
        configuration.get(JobOptions.FRESHNESS_STALL));
  }
}
