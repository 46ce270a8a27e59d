package io.vitals.flink.config;

import io.vitals.domain.anomaly.series.DetectorVariant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/**
 * Every option of the jobs. An option is set in the file named by {@code --config}, by {@code
 * -Dkey=value}, or by the environment: {@code kafka.bootstrap-servers} is {@code
 * VITALS_KAFKA_BOOTSTRAP_SERVERS}.
 */
public final class JobOptions {
  public static final ConfigOption<String> BOOTSTRAP_SERVERS =
      ConfigOptions.key("kafka.bootstrap-servers")
          .stringType()
          .defaultValue("localhost:9092")
          .withDescription("Kafka brokers, host:port, separated by commas.");

  public static final ConfigOption<String> CLIENT_PROPERTIES_FILE =
      ConfigOptions.key("kafka.client-properties-file")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Java properties file with further Kafka client settings (security.protocol, sasl.jaas.config...), so"
                  + " that no secret stands in an argument.");

  public static final ConfigOption<String> TRANSACTIONAL_ID_PREFIX =
      ConfigOptions.key("kafka.transactional-id-prefix")
          .stringType()
          .defaultValue("vitals")
          .withDescription(
              "Prefix of the transactional ids; the job's name is added. Unique per installation, never changed while"
                  + " state is kept: a changed prefix leaves open transactions that hide rows until they time out.");

  public static final ConfigOption<Duration> TRANSACTION_TIMEOUT =
      ConfigOptions.key("kafka.transaction-timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(15))
          .withDescription(
              "How long a transaction may stay open. Must exceed the longest time without a commit (interval and timeout of"
                  + " checkpoints, once more than may fail in a row) plus the longest outage, or rows are lost; and not exceed"
                  + " the broker's transaction.max.timeout.ms. Both are checked at start.");

  public static final ConfigOption<Duration> LONGEST_OUTAGE =
      ConfigOptions.key("kafka.longest-outage")
          .durationType()
          .defaultValue(Duration.ofMinutes(10))
          .withDescription(
              "The longest outage of a job that must lose nothing; see the transaction timeout.");

  public static final ConfigOption<Duration> IDLE_AFTER =
      ConfigOptions.key("intake.idle-after")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription(
              "After how long with nothing to read a source partition no longer holds time back. Safe, since source"
                  + " topics are stamped by the broker; above the longest transaction for sources written in"
                  + " transactions without heartbeats.");

  public static final ConfigOption<String> SOURCES_FILE =
      ConfigOptions.key("sources-file")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "YAML file that declares the sources: system, topic, entities, cadence, owner.");

  public static final ConfigOption<String> USER_HASH_KEY_FILE =
      ConfigOptions.key("intake.user-hash-key-file")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File with the secret that user ids are hashed with, at least 16 bytes.");

  public static final ConfigOption<Integer> USER_HASH_KEY_VERSION =
      ConfigOptions.key("intake.user-hash-key-version")
          .intType()
          .defaultValue(1)
          .withDescription(
              "Which key that is; raised when the key is changed. It stands beside every hash.");

  public static final ConfigOption<Duration> UNRESOLVED_GRACE =
      ConfigOptions.key("intake.unresolved-grace")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription(
              "How long, of ingest time, a record waits for its account's key to be mapped before it is a dead letter, or"
                  + " an account's row for its parent's before it passes without.");

  public static final ConfigOption<Integer> MAX_PARKED =
      ConfigOptions.key("intake.max-parked")
          .intType()
          .defaultValue(10_000)
          .withDescription(
              "How many records a subtask lets wait for that; the oldest leaves first.");

  public static final ConfigOption<Integer> RECENT_RECORDS =
      ConfigOptions.key("intake.recent-records")
          .intType()
          .defaultValue(20_000)
          .withDescription(
              "How many recent records of a partition are remembered to drop those sent twice; 8 bytes each on heap.");

  public static final ConfigOption<Duration> FRESHNESS_STALL =
      ConfigOptions.key("health.freshness-stall")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription(
              "After how long without a word of the freshness job the gate, the quality and the anomaly job go on with the last statuses they were told; the alerts job does so with every job it hears.");

  public static final ConfigOption<Duration> SCORING_INTERVAL =
      ConfigOptions.key("health.scoring-interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "At most how often, of ingest time, an account that was touched is scored between the hours.");

  public static final ConfigOption<List<String>> MODEL_FILES =
      ConfigOptions.key("health.model-files")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "Health model files known at start, besides those on topic health.models; the default model when unset.");

  public static final ConfigOption<List<String>> HOLIDAYS =
      ConfigOptions.key("health.holidays")
          .stringType()
          .asList()
          .defaultValues()
          .withDescription(
              "Days that are no working days besides weekends, yyyy-MM-dd; for scores and for anomalies.");

  public static final ConfigOption<MemorySize> AGGREGATION_MEMORY =
      ConfigOptions.key("health.aggregation-memory")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(32))
          .withDescription(
              "About how much heap a subtask may use to aggregate telemetry before it is flushed to keyed state.");

  public static final ConfigOption<Integer> ANOMALY_ALERTS_PER_DAY =
      ConfigOptions.key("anomaly.alerts-per-day")
          .intType()
          .defaultValue(20)
          .withDescription(
              "Most anomalies of a day, UTC, that are told of; those with the most ARR at stake first. The rest waits while"
                  + " it lasts.");

  public static final ConfigOption<Double> ANOMALY_FALSE_DISCOVERY_RATE =
      ConfigOptions.key("anomaly.false-discovery-rate")
          .doubleType()
          .defaultValue(0.1)
          .withDescription(
              "Expected share of false ones among the anomalies of 90 days that are told of, above 0 and below 1.");

  public static final ConfigOption<String> ANOMALY_TIME_ZONE =
      ConfigOptions.key("anomaly.time-zone")
          .stringType()
          .defaultValue("UTC")
          .withDescription(
              "The time zone most customers live by, such as Europe/Berlin: hours are compared with like hours of its clock, so"
                  + " nothing stands out when clocks are changed. Days are those of UTC. Set it before the first start: with another"
                  + " one hours look odd for some weeks.");

  public static final ConfigOption<DetectorVariant> ANOMALY_DETECTOR_ACCOUNTS =
      ConfigOptions.key("anomaly.detector.accounts")
          .enumType(DetectorVariant.class)
          .defaultValue(DetectorVariant.COUNTS)
          .withDescription(
              "Which detector judges accounts: counts (a model of counts, from the second day on where there are peers), account"
                  + " (coarse, a microsecond a point), rich (remembers patterns, up to 50 microseconds a point). The last two know"
                  + " nothing of holidays and learn for weeks. When it is changed, what was learned is learned anew.");

  public static final ConfigOption<DetectorVariant> ANOMALY_DETECTOR_SEGMENTS =
      ConfigOptions.key("anomaly.detector.segments")
          .enumType(DetectorVariant.class)
          .defaultValue(DetectorVariant.COUNTS)
          .withDescription("Which detector judges segments and the portfolio; likewise.");

  public static final ConfigOption<DetectorVariant> ANOMALY_DETECTOR_SOURCES =
      ConfigOptions.key("anomaly.detector.sources")
          .enumType(DetectorVariant.class)
          .defaultValue(DetectorVariant.COUNTS)
          .withDescription("Which detector judges what sources send; likewise.");

  /** Every option, in the order of the reference page. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          BOOTSTRAP_SERVERS,
          CLIENT_PROPERTIES_FILE,
          TRANSACTIONAL_ID_PREFIX,
          TRANSACTION_TIMEOUT,
          LONGEST_OUTAGE,
          IDLE_AFTER,
          SOURCES_FILE,
          USER_HASH_KEY_FILE,
          USER_HASH_KEY_VERSION,
          UNRESOLVED_GRACE,
          MAX_PARKED,
          RECENT_RECORDS,
          FRESHNESS_STALL,
          SCORING_INTERVAL,
          MODEL_FILES,
          HOLIDAYS,
          AGGREGATION_MEMORY,
          ANOMALY_ALERTS_PER_DAY,
          ANOMALY_FALSE_DISCOVERY_RATE,
          ANOMALY_TIME_ZONE,
          ANOMALY_DETECTOR_ACCOUNTS,
          ANOMALY_DETECTOR_SEGMENTS,
          ANOMALY_DETECTOR_SOURCES);

  /** What is to be done about an option that a job cannot do without. */
  static final Map<ConfigOption<?>, String> WANTED =
      Map.of(
          SOURCES_FILE, "name the YAML file of the sources",
          USER_HASH_KEY_FILE,
              "a file with at least 16 bytes is needed, such as 'openssl rand -out FILE 32' makes");

  private JobOptions() {}
}
