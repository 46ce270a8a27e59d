package io.vitals.flink.anomaly;

import io.vitals.flink.alerts.VerdictDeserializer;
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

/** What the anomaly job reads. */
final class AnomalySources {
  private final StreamExecutionEnvironment env;
  private final JobConfiguration configuration;

  AnomalySources(StreamExecutionEnvironment env, JobConfiguration configuration) {
    this.env = env;
    this.configuration = configuration;
  }

  /** Use and tickets. */
  DataStream<InboundRecord> canonical() {
    return read(AnomalyJob.CANONICAL_TOPICS, "anomaly-canonical");
  }

  /** How accounts stand. */
  DataStream<InboundRecord> scores() {
    return read(List.of(Topic.ACCOUNT_SCORE), "anomaly-scores");
  }

  /** What arrived of the sources, and up to when they are complete. */
  DataStream<InboundRecord> arrivals() {
    return read(List.of(Topic.SOURCE_ARRIVALS), "anomaly-arrivals");
  }

  /** How the sources do. When the freshness job stands still, the last it said holds. */
  DataStream<InboundRecord> freshness() {
    return PunctuatedSource.read(
        env,
        List.of(Topic.SOURCE_FRESHNESS),
        new InboundRecordDeserializer(),
        configuration.source("anomaly-freshness", env),
        configuration.get(JobOptions.FRESHNESS_STALL));
  }

  /** What somebody said would come. */
  DataStream<Circumstance> planned() {
    return ReferenceSource.read(
        env,
        Topic.ALERTS_VERDICTS,
        new VerdictDeserializer<>(Circumstance.class, Circumstance::of),
        "anomaly-verdicts",
        configuration.kafka());
  }

  private DataStream<InboundRecord> read(List<Topic> topics, String uid) {
    return PunctuatedSource.read(
        env, topics, new InboundRecordDeserializer(), configuration.source(uid, env));
  }
}
