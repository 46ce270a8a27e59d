package io.vitals.flink.intake;

import io.vitals.flink.config.JobConfiguration;
import io.vitals.flink.config.JobOptions;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.flink.punctuated.PunctuatedSink;
import io.vitals.schemas.topics.Topic;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Source topics in, canonical topics out: the one door.
 *
 * <pre>
 * source.telemetry, source.tickets, source.crm ─┐
 * clock ────────────────────────────────────────┴─> judge ──> count arrivals, drop duplicates ──> write
 * identity.map ───────────────────────(broadcast)─────┘       (where the partition is written)
 * </pre>
 */
public final class IntakeJob {
  /** Name of the job; first word of its uids, second of its transactional ids. */
  public static final String NAME = "intake";

  /** What sources write. */
  public static final List<Topic> SOURCE_TOPICS =
      List.of(Topic.SOURCE_TELEMETRY, Topic.SOURCE_TICKETS, Topic.SOURCE_CRM);

  /** What the job writes. */
  public static final List<Topic> OUTPUT_TOPICS =
      List.of(
          Topic.TELEMETRY_EVENTS,
          Topic.TICKETS_CHANGES,
          Topic.CRM_ACCOUNTS,
          Topic.CRM_SUBSCRIPTIONS,
          Topic.CRM_OUTCOMES,
          Topic.SOURCE_ARRIVALS,
          Topic.DEAD_LETTERS,
          Topic.LATE_EVENTS);

  /** All that the job reads. */
  static final List<Topic> INPUT_TOPICS =
      List.of(
          Topic.SOURCE_TELEMETRY,
          Topic.SOURCE_TICKETS,
          Topic.SOURCE_CRM,
          Topic.IDENTITY_MAP,
          Topic.CLOCK);

  private static final int WIDEST_OUTPUT =
      OUTPUT_TOPICS.stream().mapToInt(Topic::partitions).max().orElseThrow();

  private IntakeJob() {}

  /** Runs the job until it is cancelled. */
  public static void main(String[] args) throws Exception {
    JobConfiguration configuration = JobConfiguration.load(args, JobOptions.USER_HASH_KEY_FILE);
    configuration.checkKafka(INPUT_TOPICS, OUTPUT_TOPICS);
    StreamExecutionEnvironment env = configuration.environment();
    build(env, configuration);
    env.execute("vitals " + NAME);
  }

  /** Assembles the job with its Kafka sources and sink. */
  public static void build(StreamExecutionEnvironment env, JobConfiguration configuration) {
    IntakeSources sources = new IntakeSources(env, configuration);
    DataStream<OutboundRecord> canonical =
        defineWorkflow(
            sources.records(), sources.clock(), sources.identities(), configuration.intake());
    PunctuatedSink.write(canonical, OUTPUT_TOPICS, configuration.exactlyOnceSink(NAME));
  }

  /** The job between its sources and its sink. */
  static DataStream<OutboundRecord> defineWorkflow(
      DataStream<SourceRecord> records,
      DataStream<SourceRecord> clock,
      DataStream<SourceRecord> identities,
      IntakeSettings settings) {
    return records
        .union(clock)
        .connect(identities.broadcast())
        .transform(
            "judge source records", TypeInformation.of(Arrived.class), new IntakeOperator(settings))
        .uid("intake-judge")
        .partitionCustom(PunctuatedSink.byOwner(), Arrived::outPartition)
        .transform(
            "count arrivals and drop duplicates",
            TypeInformation.of(OutboundRecord.class),
            new ArrivalOperator(settings.eventNames().keySet(), settings.recentRecords()))
        .uid("intake-arrivals")
        // More would own no partition to write their counts to.
        .setParallelism(
            Math.min(records.getExecutionEnvironment().getParallelism(), WIDEST_OUTPUT));
  }
}
