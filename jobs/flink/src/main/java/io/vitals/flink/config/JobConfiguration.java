package io.vitals.flink.config;

import io.vitals.domain.freshness.InvalidSourcesException;
import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.domain.freshness.SourceDeclaration.IngestTime;
import io.vitals.domain.freshness.SourcesFile;
import io.vitals.domain.health.InvalidModelException;
import io.vitals.domain.health.ModelFile;
import io.vitals.flink.health.HealthSettings;
import io.vitals.flink.intake.IntakeSettings;
import io.vitals.flink.punctuated.KafkaConnection;
import io.vitals.flink.punctuated.SinkOptions;
import io.vitals.flink.punctuated.StartUpChecks;
import io.vitals.flink.punctuated.TransactionSettings;
import io.vitals.schemas.Entity;
import io.vitals.schemas.metrics.MetricDictionary;
import io.vitals.schemas.topics.Topic;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job's configuration, read and checked before anything runs.
 *
 * @param options every option, set or defaulted
 * @param sources the declared sources
 * @param userHashKey the secret that user ids are hashed with; empty for jobs that hash none
 * @param clientProperties further Kafka client settings
 * @param holidays days that are no working days besides weekends
 */
public record JobConfiguration(
    Configuration options,
    List<SourceDeclaration> sources,
    byte[] userHashKey,
    Properties clientProperties,
    Set<LocalDate> holidays) {

  /**
   * Reads a configuration.
   *
   * @param options the options that are set
   * @throws InvalidConfigurationException with every error, if there is any
   */
  public static JobConfiguration of(Configuration options) {
    List<String> errors = new ArrayList<>();
    for (ConfigOption<?> option : JobOptions.ALL) {
      try {
        options.get(option);
      } catch (IllegalArgumentException e) {
        errors.add(option.key() + ": " + e.getMessage());
      }
    }
    if (!errors.isEmpty()) {
      throw new InvalidConfigurationException(errors);
    }
    List<SourceDeclaration> sources =
        read(options, JobOptions.SOURCES_FILE, List.of(), JobConfiguration::sources, errors);
    byte[] key =
        read(options, JobOptions.USER_HASH_KEY_FILE, new byte[0], JobConfiguration::secret, errors);
    Properties client =
        read(
            options,
            JobOptions.CLIENT_PROPERTIES_FILE,
            new Properties(),
            JobConfiguration::properties,
            errors);
    if (sources.isEmpty() && errors.isEmpty()) {
      errors.add(JobOptions.SOURCES_FILE.key() + " is not set: name the YAML file of the sources");
    }
    Set<LocalDate> holidays = new TreeSet<>();
    for (String day : options.get(JobOptions.HOLIDAYS)) {
      try {
        holidays.add(LocalDate.parse(day));
      } catch (DateTimeException e) {
        errors.add(JobOptions.HOLIDAYS.key() + ": '" + day + "' is no date such as 2026-12-25");
      }
    }
    if (!errors.isEmpty()) {
      throw new InvalidConfigurationException(errors);
    }
    return new JobConfiguration(options, sources, key, client, holidays);
  }

  /** The configuration of a process: file, environment, arguments. */
  public static JobConfiguration load(String[] arguments) {
    return of(CommandLine.parse(arguments, System.getenv()));
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
    Configuration engine = FlinkDefaults.configuration();
    engine.addAll(options);
    return StreamExecutionEnvironment.getExecutionEnvironment(engine);
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
  public void checkKafka(String job, List<Topic> inputs, List<Topic> outputs) {
    Set<Topic> topics = new LinkedHashSet<>(inputs);
    topics.addAll(outputs);
    Set<Topic> declared = EnumSet.noneOf(Topic.class);
    for (SourceDeclaration source : sources) {
      if (source.ingestTime() == IngestTime.DECLARED && topics.contains(source.topic())) {
        declared.add(source.topic());
      }
    }
    StartUpChecks.run(
        kafka(),
        topics,
        declared,
        Optional.of(
            new TransactionSettings(
                get(JobOptions.TRANSACTION_TIMEOUT),
                get(CheckpointingOptions.CHECKPOINTING_INTERVAL),
                get(JobOptions.LONGEST_OUTAGE))));
  }

  private int sinkParallelism() {
    return get(CoreOptions.DEFAULT_PARALLELISM);
  }

  /**
   * What the health job needs.
   *
   * @throws InvalidConfigurationException if a model file cannot be read or is not a model
   */
  public HealthSettings health() {
    Set<Entity> fed = EnumSet.noneOf(Entity.class);
    sources.forEach(source -> fed.addAll(source.entities()));
    return new HealthSettings(
        models(),
        fed,
        get(JobOptions.SCORING_INTERVAL),
        holidays,
        get(JobOptions.AGGREGATION_MEMORY).getBytes());
  }

  private List<String> models() {
    List<String> files = get(JobOptions.MODEL_FILES);
    if (files == null) {
      return List.of(ModelFile.defaultModel());
    }
    List<String> errors = new ArrayList<>();
    List<String> models = new ArrayList<>();
    MetricDictionary dictionary = MetricDictionary.load();
    for (String file : files) {
      try {
        String yaml = Files.readString(Path.of(file));
        ModelFile.parse(yaml, dictionary);
        models.add(yaml);
      } catch (IOException e) {
        errors.add(JobOptions.MODEL_FILES.key() + ": cannot read " + file);
      } catch (InvalidModelException e) {
        errors.add(JobOptions.MODEL_FILES.key() + ": " + file + ": " + e.getMessage());
      }
    }
    if (!errors.isEmpty()) {
      throw new InvalidConfigurationException(errors);
    }
    return models;
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
   * @throws InvalidConfigurationException if there is no usable secret to hash user ids with
   */
  public IntakeSettings intake() {
    if (userHashKey.length < 16) {
      throw new InvalidConfigurationException(
          List.of(
              JobOptions.USER_HASH_KEY_FILE.key()
                  + ": a file with at least 16 bytes is needed, such as 'openssl rand -out FILE"
                  + " 32' makes"));
    }
    return new IntakeSettings(
        Set.copyOf(sourcesById().keySet()),
        userHashKey,
        get(JobOptions.USER_HASH_KEY_VERSION),
        get(JobOptions.UNRESOLVED_GRACE),
        get(JobOptions.MAX_PARKED),
        get(JobOptions.RECENT_RECORDS));
  }

  /** The configuration for people, without secrets. */
  @Override
  public String toString() {
    return ConfigurationUtils.hideSensitiveValues(options.toMap()).entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .sorted()
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private interface FileReading<T> {
    T read(Path file) throws IOException;
  }

  private static <T> T read(
      Configuration options,
      ConfigOption<String> option,
      T unset,
      FileReading<T> reading,
      List<String> errors) {
    String file = options.get(option);
    if (file == null) {
      return unset;
    }
    try {
      return reading.read(Path.of(file));
    } catch (IOException e) {
      errors.add(option.key() + ": cannot read " + file);
    } catch (InvalidSourcesException e) {
      errors.add(option.key() + ": " + file + ": " + e.getMessage());
    }
    return unset;
  }

  private static List<SourceDeclaration> sources(Path file) throws IOException {
    return SourcesFile.parse(Files.readString(file));
  }

  private static byte[] secret(Path file) throws IOException {
    return Files.readAllBytes(file);
  }

  private static Properties properties(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }
}
