package io.vitals.flink.health;

import io.vitals.flink.config.JobConfiguration;
import io.vitals.flink.config.JobOptions;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.flink.punctuated.InboundRecordDeserializer;
import io.vitals.flink.punctuated.PunctuatedSource;
import io.vitals.flink.punctuated.ReferenceSource;
import io.vitals.schemas.topics.Topic;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What the health job reads. */
final class HealthSources {
  private final StreamExecutionEnvironment env;
  private final JobConfiguration configuration;

  HealthSources(StreamExecutionEnvironment env, JobConfiguration configuration) {
    this.env = env;
    this.configuration = configuration;
  }

  /** Telemetry and change rows. */
  DataStream<InboundRecord> canonical() {
    return PunctuatedSource.read(
        env,
        HealthJob.CANONICAL_TOPICS,
        new InboundRecordDeserializer(),
        configuration.source("health-canonical", env));
  }

  /**
   * How the sources do. When the freshness job stands still, the gate goes on with the last it
   * said.
   */
  DataStream<InboundRecord> freshness() {
    return PunctuatedSource.read(
        env,
        List.of(Topic.SOURCE_FRESHNESS),
        new InboundRecordDeserializer(),
        configuration.source("health-freshness", env),
        configuration.get(JobOptions.FRESHNESS_STALL));
  }

  /** What every account must know: models, and how complete the sources are. */
  DataStream<Announcement> announcements() {
    // A model scores from its effective_from on and not before it became known.
    DataStream<Announcement> models =
        ReferenceSource.read(
                env,
                Topic.HEALTH_MODELS,
                new ModelDeserializer(),
                "health-models",
                configuration.kafka())
            .map(Announcement::of)
            .returns(TypeInformation.of(Announcement.class))
            .name("models")
            .uid("health-models")
            .setParallelism(1);
    DataStream<Announcement> completeness =
        PunctuatedSource.read(
                env,
                List.of(Topic.SOURCE_ARRIVALS),
                new InboundRecordDeserializer(),
                configuration.source("health-arrivals", env))
            .flatMap(new ToAnnouncements())
            .name("completeness of sources")
            .uid("health-completeness");
    return models.union(completeness);
  }
}
