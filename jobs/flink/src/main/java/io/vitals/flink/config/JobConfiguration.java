package io.vitals.flink.config;

import io.vitals.domain.anomaly.WorkingCalendar;
import io.vitals.domain.anomaly.episode.AnomalySettings;
import io.vitals.domain.anomaly.series.SeriesDetectors;
import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.domain.freshness.SourceDeclaration.IngestTime;
import io.vitals.flink.health.HealthSettings;
import io.vitals.flink.intake.IntakeSettings;
import io.vitals.flink.punctuated.KafkaConnection;
import io.vitals.flink.punctuated.SinkOptions;
import io.vitals.flink.punctuated.SourceOptions;
import io.vitals.flink.punctuated.StampedBy;
import io.vitals.flink.punctuated.StartUpChecks;
import io.vitals.flink.punctuated.TransactionSettings;
import io.vitals.schemas.topics.Topic;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job's configuration, read and checked before anything runs.
 *
 * @param options every option, set or defaulted
 * @param sources the declared sources
 * @param userHashKey the secret that user ids are hashed with; empty for jobs that hash none
 * @param clientProperties further Kafka client settings
 * @param holidays days that are no working days besides weekends
 * @param models the health models known at start, as YAML
 */
public record JobConfiguration(
    Configuration options,
    List<SourceDeclaration> sources,
    byte[] userHashKey,
    Properties clientProperties,
    Set<LocalDate> holidays,
    List<String> models) {

  private static final Logger LOG = LoggerFactory.getLogger(JobConfiguration.class);

  /**
   * Reads a configuration.
   *
   * @param options the options that are set
   * @throws InvalidConfigurationException with every error, if there is any
   */
  public static JobConfiguration of(Configuration options) {
    return new ConfigurationReader(options, new ArrayList<>()).read(List.of());
  }

  /**
   * The configuration of a process: file, environment, arguments. Logs it once, without secrets.
   *
   * @param required options that this job cannot do without, besides the sources file
   * @throws InvalidConfigurationException with every error, if there is any
   */
  public static JobConfiguration load(String[] arguments, ConfigOption<?>... required) {
    List<String> errors = new ArrayList<>();
    Configuration options = CommandLine.parse(arguments, System.getenv(), errors);
    JobConfiguration configuration =
        new ConfigurationReader(options, errors).read(List.of(required));
    LOG.info("Configuration:{}{}", System.lineSeparator(), configuration);
    return configuration;
  }

  /** How to reach Kafka. */
  public KafkaConnection kafka() {
    Map<String, String> settings = new HashMap<>();
    clientProperties
        .stringPropertyNames()
        .forEach(name -> settings.put(name, clientProperties.getProperty(name)));
    return new KafkaConnection(get(JobOptions.BOOTSTRAP_SERVERS), settings);
  }

  /** An environment for a job, on the engine settings that the jobs are written for. */
  public StreamExecutionEnvironment environment() {
    return StreamExecutionEnvironment.getExecutionEnvironment(engine());
  }

  private Configuration engine() {
    Configuration engine = FlinkDefaults.configuration();
    engine.addAll(options);
    return engine;
  }

  /**
   * How a job reads everything kept and then all that comes.
   *
   * @param name of the input, kebab case with the job's name in front
   */
  public SourceOptions source(String name, StreamExecutionEnvironment env) {
    return SourceOptions.fromEarliest(name, kafka(), "vitals-" + name, env.getParallelism());
  }

  /** How a job writes exactly once. */
  public SinkOptions exactlyOnceSink(String job) {
    return SinkOptions.exactlyOnce(
        job,
        kafka(),
        get(JobOptions.TRANSACTIONAL_ID_PREFIX) + "-" + job,
        get(JobOptions.TRANSACTION_TIMEOUT),
        sinkParallelism());
  }

  /** How a job writes records that may be repeated. */
  public SinkOptions atLeastOnceSink(String job) {
    return SinkOptions.atLeastOnce(job, kafka(), sinkParallelism());
  }

  /**
   * Asks Kafka whether it is as a job needs it: topics, their stamps, transactions.
   *
   * @throws IllegalStateException naming all that is wrong, and what to do
   */
  public void checkKafka(List<Topic> inputs, List<Topic> outputs) {
    List<Topic> topics = Stream.concat(inputs.stream(), outputs.stream()).toList();
    StartUpChecks.run(kafka(), stamps(topics), transactions(outputs));
  }

  /**
   * Who stamps the records of these topics: a source's topic as its sources declare; where there is
   * a loader of history, it may write the other topics from outside too.
   */
  Map<Topic, StampedBy> stamps(List<Topic> topics) {
    Set<Topic> declared = EnumSet.noneOf(Topic.class);
    sources.stream()
        .filter(source -> source.ingestTime() == IngestTime.DECLARED)
        .forEach(source -> declared.add(source.topic()));
    Map<Topic, StampedBy> stamps = new EnumMap<>(Topic.class);
    for (Topic topic : topics) {
      boolean free = !topic.punctuated() && topic.kind() != Topic.Kind.SOURCE;
      stamps.put(
          topic,
          declared.contains(topic)
              ? StampedBy.WRITER
              : free && !declared.isEmpty() ? StampedBy.EITHER : StampedBy.BROKER);
    }
    return stamps;
  }

  /** The transactions of a job that writes these topics; empty if it writes none. */
  Optional<TransactionSettings> transactions(List<Topic> outputs) {
    if (outputs.stream().noneMatch(Topic::transactional)) {
      return Optional.empty();
    }
    Configuration engine = engine();
    Duration interval = engine.get(CheckpointingOptions.CHECKPOINTING_INTERVAL);
    if (interval == null) {
      throw new InvalidConfigurationException(
          List.of(
              CheckpointingOptions.CHECKPOINTING_INTERVAL.key()
                  + ": is not set; what the job writes becomes visible with its checkpoints only."
                  + " Set it in the job's configuration or with -D, as 10s"));
    }
    return Optional.of(
        new TransactionSettings(
            get(JobOptions.TRANSACTION_TIMEOUT),
            interval,
            engine.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT),
            engine.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER),
            get(JobOptions.LONGEST_OUTAGE)));
  }

  private int sinkParallelism() {
    return get(CoreOptions.DEFAULT_PARALLELISM);
  }

  /** What the health job needs. */
  public HealthSettings health() {
    return new HealthSettings(
        models,
        sourcesById(),
        get(JobOptions.SCORING_INTERVAL),
        holidays,
        get(JobOptions.AGGREGATION_MEMORY).getBytes());
  }

  /** Which detectors judge which series. */
  public SeriesDetectors detectors() {
    return new SeriesDetectors(
        get(JobOptions.ANOMALY_DETECTOR_ACCOUNTS),
        get(JobOptions.ANOMALY_DETECTOR_SEGMENTS),
        get(JobOptions.ANOMALY_DETECTOR_SOURCES),
        new WorkingCalendar(ZoneId.of(get(JobOptions.ANOMALY_TIME_ZONE)), holidays));
  }

  /** How anomalies are decided on. */
  public AnomalySettings anomalies() {
    return new AnomalySettings(
        get(JobOptions.ANOMALY_FALSE_DISCOVERY_RATE), get(JobOptions.ANOMALY_ALERTS_PER_DAY));
  }

  /** The value of an option. */
  public <T> T get(ConfigOption<T> option) {
    return options.get(option);
  }

  /** The declared sources by id. */
  public Map<String, SourceDeclaration> sourcesById() {
    return sources.stream().collect(Collectors.toMap(SourceDeclaration::id, Function.identity()));
  }

  /**
   * What intake needs.
   *
   * @throws InvalidConfigurationException if there is no secret to hash user ids with
   */
  public IntakeSettings intake() {
    if (userHashKey.length == 0) {
      throw new InvalidConfigurationException(
          List.of(ConfigurationReader.notSet(JobOptions.USER_HASH_KEY_FILE)));
    }
    return new IntakeSettings(
        sources.stream()
            .collect(Collectors.toMap(SourceDeclaration::id, SourceDeclaration::eventNames)),
        userHashKey,
        get(JobOptions.USER_HASH_KEY_VERSION),
        get(JobOptions.UNRESOLVED_GRACE),
        get(JobOptions.MAX_PARKED),
        get(JobOptions.RECENT_RECORDS));
  }

  /** The configuration for people, without secrets: what is set, and the defaults of the rest. */
  @Override
  public String toString() {
    Map<String, String> values = new TreeMap<>();
    JobOptions.ALL.stream()
        .filter(ConfigOption::hasDefaultValue)
        .forEach(option -> values.put(option.key(), option.defaultValue() + " (default)"));
    values.putAll(ConfigurationUtils.hideSensitiveValues(options.toMap()));
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
