package io.vitals.flink.freshness;

import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.flink.config.JobConfiguration;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.flink.punctuated.InboundRecordDeserializer;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.flink.punctuated.PunctuatedSink;
import io.vitals.flink.punctuated.PunctuatedSource;
import io.vitals.schemas.topics.Topic;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * How every declared source does.
 *
 * <pre>
 * source.arrivals ──(source)──> judge by cadence ──> source.freshness
 * </pre>
 */
public final class FreshnessJob {
  /** Name of the job; first word of its uids, second of its transactional ids. */
  public static final String NAME = "freshness";

  /** What the job reads. */
  public static final List<Topic> INPUT_TOPICS = List.of(Topic.SOURCE_ARRIVALS);

  /** What the job writes. */
  public static final List<Topic> OUTPUT_TOPICS = List.of(Topic.SOURCE_FRESHNESS);

  private FreshnessJob() {}

  /** Runs the job until it is cancelled. */
  public static void main(String[] args) throws Exception {
    JobConfiguration configuration = JobConfiguration.load(args);
    configuration.checkKafka(INPUT_TOPICS, OUTPUT_TOPICS);
    StreamExecutionEnvironment env = configuration.environment();
    build(env, configuration);
    env.execute("vitals " + NAME);
  }

  /** Assembles the job with its Kafka source and sink. */
  public static void build(StreamExecutionEnvironment env, JobConfiguration configuration) {
    DataStream<InboundRecord> arrivals =
        PunctuatedSource.read(
            env,
            INPUT_TOPICS,
            new InboundRecordDeserializer(),
            configuration.source("freshness-arrivals", env));
    DataStream<OutboundRecord> freshness = defineWorkflow(arrivals, configuration.sourcesById());
    PunctuatedSink.write(freshness, OUTPUT_TOPICS, configuration.atLeastOnceSink(NAME));
  }

  /** The job between its source and its sink. */
  static DataStream<OutboundRecord> defineWorkflow(
      DataStream<InboundRecord> arrivals, Map<String, SourceDeclaration> sources) {
    return arrivals
        .flatMap(new ToArrivalsRow(sources.keySet()))
        .name("arrivals by source")
        .uid("freshness-rows")
        .keyBy(ArrivalsRow::source)
        .process(new FreshnessFunction(sources))
        .name("judge by cadence")
        .uid("freshness-sources");
  }
}
