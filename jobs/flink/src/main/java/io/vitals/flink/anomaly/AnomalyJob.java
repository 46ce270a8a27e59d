package io.vitals.flink.anomaly;

import io.vitals.domain.anomaly.episode.AnomalySettings;
import io.vitals.domain.anomaly.peers.PeerCount;
import io.vitals.domain.anomaly.peers.PeerPrior;
import io.vitals.domain.anomaly.series.SeriesCount;
import io.vitals.domain.anomaly.series.SeriesDetectors;
import io.vitals.flink.config.JobConfiguration;
import io.vitals.flink.health.AccountRecord;
import io.vitals.flink.health.Announcement;
import io.vitals.flink.health.HealthSettings;
import io.vitals.flink.health.SourceCompleteness;
import io.vitals.flink.health.ToAnnouncements;
import io.vitals.flink.health.UsageAggregator;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.flink.punctuated.PunctuatedSink;
import io.vitals.schemas.topics.Topic;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What stands out, and what a human is told of it.
 *
 * <pre>
 * telemetry.events, tickets.changes ──> sum telemetry ──┬─(account)──> watch accounts ──┬────────────────────────┐
 * account.score ──> standing of accounts ───────────────┘       ^                       ├─(account)─> compare ┐  │
 *                                                               │           (broadcast)─│─ peers <─(segment)──┘  │
 *                                                               │                │      └─(segment)─┐            │
 * source.arrivals ──┬──> completeness of sources ──(broadcast)──┴────────────────│───────> watch segments ───────┤
 *                   └──(source)──> watch sources ────────────────────────────────│───────────────────────────────┤
 * account.score ──(account)──> get worse ──(series)──> watch health ─────────────│───────────────────────────────┤
 *                                                                                └──> judge <────────(subject)───┘
 * source.freshness, alerts.verdicts ─────────────────────────────────(one)──> decide <──┘──> signals, anomalies.decisions
 * </pre>
 */
public final class AnomalyJob {
  /** Name of the job; first word of its uids, second of its transactional ids. */
  public static final String NAME = "anomaly";

  /** What is counted. */
  static final List<Topic> CANONICAL_TOPICS =
      List.of(Topic.TELEMETRY_EVENTS, Topic.TICKETS_CHANGES);

  /** What the job reads. */
  public static final List<Topic> INPUT_TOPICS =
      List.of(
          Topic.TELEMETRY_EVENTS,
          Topic.TICKETS_CHANGES,
          Topic.ACCOUNT_SCORE,
          Topic.SOURCE_ARRIVALS,
          Topic.SOURCE_FRESHNESS,
          Topic.ALERTS_VERDICTS);

  /** What the job writes. */
  public static final List<Topic> OUTPUT_TOPICS = List.of(Topic.SIGNALS, Topic.ANOMALIES_DECISIONS);

  private AnomalyJob() {}

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
    AnomalySources sources = new AnomalySources(env, configuration);
    DataStream<OutboundRecord> signals =
        defineWorkflow(
            sources.canonical(),
            sources.scores(),
            sources.arrivals(),
            sources.freshness(),
            sources.planned(),
            configuration.health(),
            configuration.detectors(),
            configuration.anomalies());
    PunctuatedSink.write(signals, OUTPUT_TOPICS, configuration.atLeastOnceSink(NAME));
  }

  /** The job between its sources and its sink. */
  static DataStream<OutboundRecord> defineWorkflow(
      DataStream<InboundRecord> canonical,
      DataStream<InboundRecord> scores,
      DataStream<InboundRecord> arrivals,
      DataStream<InboundRecord> freshness,
      DataStream<Circumstance> planned,
      HealthSettings health,
      SeriesDetectors detectors,
      AnomalySettings settings) {
    DataStream<Announcement> completeness =
        arrivals
            .flatMap(new ToAnnouncements())
            .name("completeness of sources")
            .uid("anomaly-completeness");

    SingleOutputStreamOperator<SeriesCount> ofAccounts =
        canonical
            .transform(
                "sum telemetry",
                TypeInformation.of(AccountRecord.class),
                new UsageAggregator(health.aggregationBytes()))
            .uid("anomaly-telemetry-sums")
            .flatMap(new ToAccountInput())
            .name("use and tickets of accounts")
            .uid("anomaly-account-rows")
            .union(
                scores
                    .flatMap(new ToStanding())
                    .name("standing of accounts")
                    .uid("anomaly-standing"))
            .keyBy(AccountInput::accountId)
            .connect(completeness.broadcast(SourceCompleteness.STATE))
            .process(new AccountWatchFunction(health.sources()))
            .name("watch accounts")
            .uid("anomaly-accounts");

    DataStream<SeriesCount> ofSegments =
        ofAccounts
            .getSideOutput(AccountWatchFunction.HOURS)
            .flatMap(new ToSums())
            .name("hours of segments")
            .uid("anomaly-segment-rows")
            .keyBy(AccountHour::segment)
            .connect(completeness.broadcast(SourceCompleteness.STATE))
            .process(new SegmentWatchFunction(health.sources()))
            .name("watch segments")
            .uid("anomaly-segments");

    DataStream<SeriesCount> ofSources =
        arrivals
            .flatMap(new ToSourceVolume(health.sources().keySet()))
            .name("volume of sources")
            .uid("anomaly-source-rows")
            .keyBy(SourceVolume::source)
            .process(new SourceVolumeFunction(health.sources().keySet()))
            .name("watch sources")
            .uid("anomaly-sources");

    DataStream<SeriesCount> ofHealth =
        scores
            .flatMap(new ToAccountCondition())
            .name("how accounts do")
            .uid("anomaly-condition-rows")
            .keyBy(AccountCondition::accountId)
            .process(new WorsenedAccountFunction())
            .name("accounts that got worse")
            .uid("anomaly-worsened-accounts")
            .keyBy(Worsened::series)
            .process(new WorsenedSumFunction())
            .name("watch health")
            .uid("anomaly-health");

    DataStream<PeerPrior> peers =
        ofAccounts
            .keyBy(SeriesCount::subject)
            .process(new PeerCountFunction(detectors.calendar()))
            .name("compare accounts")
            .uid("anomaly-peer-counts")
            .keyBy(PeerCount::segment)
            .process(new PeerSumsFunction())
            .name("peers")
            .uid("anomaly-peers");

    DataStream<Circumstance> circumstances =
        freshness
            .flatMap(new ToCircumstance())
            .name("breaks of sources")
            .uid("anomaly-break-rows")
            .union(planned);

    return ofAccounts
        .union(ofSegments, ofSources, ofHealth)
        .keyBy(count -> count.scope() + "/" + count.subject())
        .connect(peers.broadcast(SeriesJudgeFunction.PEERS))
        .process(new SeriesJudgeFunction(detectors))
        .name("judge")
        .uid("anomaly-judge")
        .keyBy(point -> 0)
        .connect(circumstances.keyBy(circumstance -> 0))
        .process(new AnomalyFunction(settings))
        .name("decide")
        .uid("anomaly-decisions");
  }
}
