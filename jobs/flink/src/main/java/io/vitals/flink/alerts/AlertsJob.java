package io.vitals.flink.alerts;

import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.flink.config.JobConfiguration;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.flink.punctuated.PunctuatedSink;
import io.vitals.schemas.topics.Topic;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What people are told of, each thing once.
 *
 * <pre>
 * account.health ──┬──────────────────────────────────────────────────────────────┐
 *                  └──(tenant)──> risk of segments ───────────────────────────────┤
 * source.breaks, quality.ratios, quality.reconciliations, signals ────────────────┤
 * source.arrivals, dead.letters ──(source)──> rejections of sources ──────────────┤
 * alerts.verdicts ────────────────────────────────────────────────────────────────┤
 * source.freshness ──┬────────────────────────────────────────────────────────────┴─(subject)──> live ──> alerts
 *                    └──(broadcast)──────────────────────────────────────────────────────────────>
 * </pre>
 */
public final class AlertsJob {
  /** Name of the job; first word of its uids, second of its transactional ids. */
  public static final String NAME = "alerts";

  /** What other jobs found, besides what is published of accounts. */
  static final List<Topic> FINDINGS =
      List.of(
          Topic.SOURCE_BREAKS, Topic.QUALITY_RATIOS, Topic.QUALITY_RECONCILIATIONS, Topic.SIGNALS);

  /** What the job reads. */
  public static final List<Topic> INPUT_TOPICS =
      List.of(
          Topic.ACCOUNT_HEALTH,
          Topic.SOURCE_FRESHNESS,
          Topic.SOURCE_BREAKS,
          Topic.QUALITY_RATIOS,
          Topic.QUALITY_RECONCILIATIONS,
          Topic.SIGNALS,
          Topic.SOURCE_ARRIVALS,
          Topic.DEAD_LETTERS,
          Topic.ALERTS_VERDICTS);

  /** What the job writes. */
  public static final List<Topic> OUTPUT_TOPICS = List.of(Topic.ALERTS);

  private AlertsJob() {}

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
    AlertsSources sources = new AlertsSources(env, configuration);
    DataStream<OutboundRecord> alerts =
        defineWorkflow(
            sources.health(),
            sources.freshness(),
            sources.findings(),
            sources.arrivals(),
            sources.verdicts(),
            configuration.sourcesById());
    PunctuatedSink.write(alerts, OUTPUT_TOPICS, configuration.exactlyOnceSink(NAME));
  }

  /** The job between its sources and its sink. */
  static DataStream<OutboundRecord> defineWorkflow(
      DataStream<InboundRecord> health,
      DataStream<InboundRecord> freshness,
      DataStream<InboundRecord> findings,
      DataStream<InboundRecord> arrivals,
      DataStream<SubjectRow> verdicts,
      Map<String, SourceDeclaration> declared) {
    DataStream<SubjectRow> rows =
        health
            .union(freshness, findings)
            .flatMap(new ToSubjectRows())
            .name("what is the case")
            .uid("alerts-subject-rows");

    DataStream<SubjectRow> ofSegments =
        rows.flatMap(new ToMemberRow())
            .name("accounts of segments")
            .uid("alerts-segment-rows")
            .keyBy(MemberRow::tenant)
            .process(new SegmentRiskFunction())
            .name("risk of segments")
            .uid("alerts-segments");

    DataStream<SubjectRow> ofRejections =
        arrivals
            .flatMap(new ToRejectionRow())
            .name("what could not be used")
            .uid("alerts-rejection-rows")
            .keyBy(RejectionRow::source)
            .process(new RejectionFunction())
            .name("rejections of sources")
            .uid("alerts-rejections");

    return rows.union(ofSegments, ofRejections, verdicts)
        .keyBy(SubjectRow::subject)
        .connect(freshness.broadcast(AlertsFunction.FRESHNESS))
        .process(new AlertsFunction(declared))
        .name("live through episodes")
        .uid("alerts-episodes");
  }
}
