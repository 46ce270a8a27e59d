package io.vitals.flink.health;

import io.vitals.flink.config.JobConfiguration;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.flink.punctuated.PunctuatedSink;
import io.vitals.schemas.topics.Topic;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Canonical topics in, scores and what is published of them out.
 *
 * <pre>
 * telemetry.events, tickets.changes, ──> sum telemetry ──(account)──> score ──┬──> account.score
 * crm.accounts, crm.subscriptions                                       ^     │
 * health.models, source.arrivals ──────────────────────(broadcast)──────┘     └─(account)──> gate ──> account.health, account.movements
 * source.freshness ────────────────────────────────────(broadcast)─────────────────────────────┘
 * </pre>
 */
public final class HealthJob {
  /** Name of the job; first word of its uids, second of its transactional ids. */
  public static final String NAME = "health";

  /** What the score is made of. */
  public static final List<Topic> CANONICAL_TOPICS =
      List.of(
          Topic.TELEMETRY_EVENTS,
          Topic.TICKETS_CHANGES,
          Topic.CRM_ACCOUNTS,
          Topic.CRM_SUBSCRIPTIONS);

  /** What the job reads. */
  public static final List<Topic> INPUT_TOPICS =
      Stream.concat(
              CANONICAL_TOPICS.stream(),
              Stream.of(Topic.HEALTH_MODELS, Topic.SOURCE_ARRIVALS, Topic.SOURCE_FRESHNESS))
          .toList();

  /** What the job writes. */
  public static final List<Topic> OUTPUT_TOPICS =
      List.of(Topic.ACCOUNT_SCORE, Topic.ACCOUNT_HEALTH, Topic.ACCOUNT_MOVEMENTS);

  private HealthJob() {}

  /** Runs the job until it is cancelled. */
  public static void main(String[] args) throws Exception {
    JobConfiguration configuration = JobConfiguration.load(args);
    configuration.checkKafka(INPUT_TOPICS, OUTPUT_TOPICS);
    StreamExecutionEnvironment env = configuration.environment();
    build(env, configuration);
    env.execute("vitals " + NAME);
  }

  /** Assembles the job with its Kafka sources and sink. */
  public static void build(StreamExecutionEnvironment env, JobConfiguration configuration) {
    HealthSources sources = new HealthSources(env, configuration);
    DataStream<OutboundRecord> rows =
        defineWorkflow(
            sources.canonical(),
            sources.announcements(),
            sources.freshness(),
            configuration.health());
    PunctuatedSink.write(rows, OUTPUT_TOPICS, configuration.exactlyOnceSink(NAME));
  }

  /** The job between its sources and its sink. */
  static DataStream<OutboundRecord> defineWorkflow(
      DataStream<InboundRecord> canonical,
      DataStream<Announcement> announcements,
      DataStream<InboundRecord> freshness,
      HealthSettings settings) {
    SingleOutputStreamOperator<OutboundRecord> scores =
        canonical
            .transform(
                "sum telemetry",
                TypeInformation.of(AccountRecord.class),
                new UsageAggregator(settings.aggregationBytes()))
            .uid("health-telemetry-sums")
            .keyBy(AccountRecord::accountId)
            .connect(announcements.broadcast(AccountFunction.MODELS, SourceCompleteness.STATE))
            .process(new AccountFunction(settings))
            .name("score accounts")
            .uid("health-accounts");

    SingleOutputStreamOperator<OutboundRecord> published =
        scores
            .map(new ToScoreRow())
            .name("rows to the gate")
            .uid("health-score-rows")
            .keyBy(ScoreRow::accountId)
            .connect(freshness.broadcast(GateFunction.TIMELINES, GateFunction.JUDGED))
            .process(new GateFunction(settings.sources()))
            .name("gate by freshness")
            .uid("health-gate");

    return scores.union(published);
  }
}
