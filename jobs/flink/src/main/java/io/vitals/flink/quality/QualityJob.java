package io.vitals.flink.quality;

import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.flink.config.JobConfiguration;
import io.vitals.flink.config.JobOptions;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.flink.punctuated.InboundRecordDeserializer;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.flink.punctuated.PunctuatedSink;
import io.vitals.flink.punctuated.PunctuatedSource;
import io.vitals.flink.punctuated.SourceOptions;
import io.vitals.schemas.topics.Topic;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What is wrong with the data, how it drifts, and what a broken source touches.
 *
 * <pre>
 * crm.accounts, crm.subscriptions, ──(account)──> faults of accounts ──┬──> quality.exceptions
 * account.score                                        │ summaries     │
 *                                                      ├─(tenant)──> faults between accounts ──> quality.exceptions, quality.ratios
 * source.freshness ────────────────────────────────────┴──(one)──> breaks of sources ──> source.breaks
 * source.arrivals ──(source)──> drift of sources ──> quality.exceptions, quality.ratios
 * </pre>
 */
public final class QualityJob {
  /** Name of the job; first word of its uids, second of its transactional ids. */
  public static final String NAME = "quality";

  /** What accounts are judged by. */
  public static final List<Topic> INPUT_TOPICS =
      List.of(Topic.CRM_ACCOUNTS, Topic.CRM_SUBSCRIPTIONS, Topic.ACCOUNT_SCORE);

  /** What the job writes. */
  public static final List<Topic> OUTPUT_TOPICS =
      List.of(Topic.QUALITY_EXCEPTIONS, Topic.QUALITY_RATIOS, Topic.SOURCE_BREAKS);

  private QualityJob() {}

  /** Runs the job until it is cancelled. */
  public static void main(String[] args) throws Exception {
    JobConfiguration configuration = JobConfiguration.load(args);
    configuration.checkKafka(
        Stream.concat(
                INPUT_TOPICS.stream(), Stream.of(Topic.SOURCE_FRESHNESS, Topic.SOURCE_ARRIVALS))
            .toList(),
        OUTPUT_TOPICS);
    StreamExecutionEnvironment env = configuration.environment();
    build(env, configuration);
    env.execute("vitals " + NAME);
  }

  /** Assembles the job with its Kafka sources and sink. */
  public static void build(StreamExecutionEnvironment env, JobConfiguration configuration) {
    DataStream<InboundRecord> rows =
        PunctuatedSource.read(
            env,
            INPUT_TOPICS,
            new InboundRecordDeserializer(),
            options("quality-rows", env, configuration));
    DataStream<InboundRecord> freshness =
        env.fromSource(
                PunctuatedSource.of(
                    List.of(Topic.SOURCE_FRESHNESS),
                    new InboundRecordDeserializer(),
                    options("quality-freshness", env, configuration)),
                PunctuatedSource.<InboundRecord>watermarks()
                    .withIdleness(configuration.get(JobOptions.FRESHNESS_STALL)),
                "Read source.freshness",
                TypeInformation.of(InboundRecord.class))
            .uid("quality-freshness-source")
            .setParallelism(1)
            .filter(record -> !record.punctuation())
            .name("Records of source.freshness")
            .uid("quality-freshness-records")
            .setParallelism(1);
    DataStream<InboundRecord> arrivals =
        PunctuatedSource.read(
            env,
            List.of(Topic.SOURCE_ARRIVALS),
            new InboundRecordDeserializer(),
            options("quality-arrivals", env, configuration));
    PunctuatedSink.write(
        defineWorkflow(rows, freshness, arrivals, configuration.sourcesById()),
        OUTPUT_TOPICS,
        configuration.exactlyOnceSink(NAME));
  }

  /** The job between its sources and its sink. */
  static DataStream<OutboundRecord> defineWorkflow(
      DataStream<InboundRecord> rows,
      DataStream<InboundRecord> freshness,
      DataStream<InboundRecord> arrivals,
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
    DataStream<OutboundRecord> ofPortfolio =
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

    return ofAccounts.union(ofPortfolio, breaks, drift);
  }

  private static SourceOptions options(
      String name, StreamExecutionEnvironment env, JobConfiguration configuration) {
    return SourceOptions.fromEarliest(
        name, configuration.kafka(), "vitals-" + name, env.getParallelism());
  }
}
