package io.vitals.flink.quality;

import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.flink.config.JobConfiguration;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.flink.punctuated.PunctuatedSink;
import io.vitals.schemas.topics.Topic;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What is wrong with the data, what a broken source touches, and why others count otherwise.
 *
 * <pre>
 * crm.accounts, crm.subscriptions, ──(account)──> faults of accounts ──┬──> quality.exceptions
 * account.score                                        │ summaries     │
 *                                                      ├─(tenant)──> faults between accounts ──> quality.exceptions, quality.ratios
 * source.freshness ──┬─────────────────────────────────┼─(one)──> breaks of sources ──> source.breaks
 * control.totals ────┼─────────────────────────────────┴─(one)──> totals compared ──> quality.reconciliations
 * source.arrivals ───┴──(source)──> drift of sources ──> quality.exceptions, quality.ratios
 * </pre>
 */
public final class QualityJob {
  /** Name of the job; first word of its uids, second of its transactional ids. */
  public static final String NAME = "quality";

  /** What accounts are judged by. */
  static final List<Topic> ACCOUNT_TOPICS =
      List.of(Topic.CRM_ACCOUNTS, Topic.CRM_SUBSCRIPTIONS, Topic.ACCOUNT_SCORE);

  /** What the job reads. */
  public static final List<Topic> INPUT_TOPICS =
      List.of(
          Topic.CRM_ACCOUNTS,
          Topic.CRM_SUBSCRIPTIONS,
          Topic.ACCOUNT_SCORE,
          Topic.SOURCE_FRESHNESS,
          Topic.SOURCE_ARRIVALS,
          Topic.CONTROL_TOTALS);

  /** What the job writes. */
  public static final List<Topic> OUTPUT_TOPICS =
      List.of(
          Topic.QUALITY_EXCEPTIONS,
          Topic.QUALITY_RATIOS,
          Topic.SOURCE_BREAKS,
          Topic.QUALITY_RECONCILIATIONS);

  private QualityJob() {}

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
    QualitySources sources = new QualitySources(env, configuration);
    DataStream<OutboundRecord> rows =
        defineWorkflow(
            sources.rows(),
            sources.freshness(),
            sources.arrivals(),
            sources.controlTotals(),
            configuration.sourcesById());
    PunctuatedSink.write(rows, OUTPUT_TOPICS, configuration.exactlyOnceSink(NAME));
  }

  /** The job between its sources and its sink. */
  static DataStream<OutboundRecord> defineWorkflow(
      DataStream<InboundRecord> rows,
      DataStream<InboundRecord> freshness,
      DataStream<InboundRecord> arrivals,
      DataStream<ReconciliationRow> controlTotals,
      Map<String, SourceDeclaration> sources) {
    SingleOutputStreamOperator<OutboundRecord> ofAccounts =
        rows.flatMap(new ToQualityRow())
            .name("rows by account")
            .uid("quality-account-rows")
            .keyBy(QualityRow::accountId)
            .process(new AccountQualityFunction())
            .name("faults of accounts")
            .uid("quality-accounts");

    DataStream<SummaryAt> summaries = ofAccounts.getSideOutput(AccountQualityFunction.SUMMARIES);
    SingleOutputStreamOperator<OutboundRecord> ofPortfolio =
        summaries
            .keyBy(SummaryAt::tenant)
            .process(new PortfolioQualityFunction())
            .name("faults between accounts")
            .uid("quality-portfolio");

    DataStream<OutboundRecord> breaks =
        summaries
            .keyBy(summary -> 0)
            .connect(freshness.keyBy(record -> 0))
            .process(new SourceBreakFunction())
            .name("breaks of sources")
            .uid("quality-breaks");

    DataStream<OutboundRecord> drift =
        arrivals
            .flatMap(new ToObserved())
            .name("what was observed by source")
            .uid("quality-observed")
            .keyBy(Observed::source)
            .process(new SourceDriftFunction(sources))
            .name("drift of sources")
            .uid("quality-drift");

    DataStream<OutboundRecord> reconciliations =
        arrivals
            .union(freshness)
            .flatMap(new ToReconciliationRow())
            .name("what explains differences")
            .uid("quality-reconciliation-rows")
            .union(
                controlTotals,
                ofAccounts.getSideOutput(AccountQualityFunction.TOTALS),
                ofPortfolio.getSideOutput(PortfolioQualityFunction.SURPLUS))
            .keyBy(row -> 0)
            .process(new ReconciliationFunction())
            .name("totals compared")
            .uid("quality-reconciliations");

    return ofAccounts.union(ofPortfolio, breaks, drift, reconciliations);
  }
}
