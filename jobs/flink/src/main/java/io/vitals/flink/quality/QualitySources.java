package io.vitals.flink.quality;

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

/** What the quality job reads. */
final class QualitySources {
  private final StreamExecutionEnvironment env;
  private final JobConfiguration configuration;

  QualitySources(StreamExecutionEnvironment env, JobConfiguration configuration) {
    this.env = env;
    this.configuration = configuration;
  }

  /** What accounts are judged by. */
  DataStream<InboundRecord> rows() {
    return PunctuatedSource.read(
        env,
        QualityJob.ACCOUNT_TOPICS,
        new InboundRecordDeserializer(),
        configuration.source("quality-rows", env));
  }

  /** How the sources do. When the freshness job stands still, the last it said holds. */
  DataStream<InboundRecord> freshness() {
    return PunctuatedSource.read(
        env,
        List.of(Topic.SOURCE_FRESHNESS),
        new InboundRecordDeserializer(),
        configuration.source("quality-freshness", env),
        configuration.get(JobOptions.FRESHNESS_STALL));
  }

  /** What arrived of the sources, and what was observed in it. */
  DataStream<InboundRecord> arrivals() {
    return PunctuatedSource.read(
        env,
        List.of(Topic.SOURCE_ARRIVALS),
        new InboundRecordDeserializer(),
        configuration.source("quality-arrivals", env));
  }

  /** Totals of other systems. */
  DataStream<ReconciliationRow> controlTotals() {
    return ReferenceSource.read(
        env,
        Topic.CONTROL_TOTALS,
        new ControlTotalDeserializer(),
        "quality-control-totals",
        configuration.kafka());
  }
}
