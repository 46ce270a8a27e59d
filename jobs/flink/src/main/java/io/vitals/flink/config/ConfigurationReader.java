package io.vitals.flink.config;

import io.vitals.domain.freshness.InvalidSourcesException;
import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.domain.freshness.SourcesFile;
import io.vitals.domain.health.InvalidModelException;
import io.vitals.domain.health.ModelFile;
import io.vitals.schemas.metrics.MetricDictionary;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/**
 * Reads a configuration and the files it names, and notes everything that is wrong on the way: an
 * option that cannot be used counts as not set for what follows.
 */
final class ConfigurationReader {
  private static final int MIN_KEY_BYTES = 16;

  private static final List<ConfigOption<Integer>> AT_LEAST_ONE =
      List.of(JobOptions.MAX_PARKED, JobOptions.RECENT_RECORDS, JobOptions.ANOMALY_ALERTS_PER_DAY);
  private static final List<ConfigOption<Duration>> LONGER_THAN_NOTHING =
      List.of(
          JobOptions.TRANSACTION_TIMEOUT,
          JobOptions.IDLE_AFTER,
          JobOptions.FRESHNESS_STALL,
          JobOptions.SCORING_INTERVAL);

  private final Configuration options;
  private final List<String> errors;

  /**
   * @param options that are set; they are left as they are
   * @param errors found so far
   */
  ConfigurationReader(Configuration options, List<String> errors) {
    this.options = new Configuration(options);
    this.errors = errors;
  }

  /**
   * Reads all of it.
   *
   * @param required options that must be set, besides the sources file
   * @throws InvalidConfigurationException with every error, if there is any
   */
  JobConfiguration read(List<ConfigOption<?>> required) {
    checkSet(JobOptions.SOURCES_FILE);
    required.forEach(this::checkSet);
    checkValues();
    List<SourceDeclaration> sources =
        file(JobOptions.SOURCES_FILE, this::sources).orElse(List.of());
    byte[] key = file(JobOptions.USER_HASH_KEY_FILE, this::secret).orElse(new byte[0]);
    Properties client =
        file(JobOptions.CLIENT_PROPERTIES_FILE, ConfigurationReader::properties)
            .orElseGet(Properties::new);
    Set<LocalDate> holidays = holidays();
    List<String> models = models();
    if (!errors.isEmpty()) {
      throw new InvalidConfigurationException(errors);
    }
    return new JobConfiguration(options, sources, key, client, holidays, models);
  }

  /** The error of an option that must be set. */
  static String notSet(ConfigOption<?> option) {
    return option.key() + " is not set: " + JobOptions.WANTED.get(option);
  }

  private void checkSet(ConfigOption<?> option) {
    if (!options.contains(option)) {
      errors.add(notSet(option));
    }
  }

  private void checkValues() {
    for (ConfigOption<?> option : JobOptions.ALL) {
      try {
        options.get(option);
      } catch (IllegalArgumentException e) {
        unusable(option, e.getMessage());
      }
    }
    for (ConfigOption<Integer> option : AT_LEAST_ONE) {
      if (options.get(option) < 1) {
        unusable(option, "at least 1 is needed, not " + options.get(option));
      }
    }
    for (ConfigOption<Duration> option : LONGER_THAN_NOTHING) {
      if (options.get(option).isZero()) {
        unusable(option, "a duration above 0 is needed");
      }
    }
    String zone = options.get(JobOptions.ANOMALY_TIME_ZONE);
    try {
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      unusable(
          JobOptions.ANOMALY_TIME_ZONE, "'" + zone + "' is no time zone such as Europe/Berlin");
    }
    double rate = options.get(JobOptions.ANOMALY_FALSE_DISCOVERY_RATE);
    if (!(rate > 0 && rate < 1)) {
      unusable(
          JobOptions.ANOMALY_FALSE_DISCOVERY_RATE, "above 0 and below 1 is needed, not " + rate);
    }
  }

  private void unusable(ConfigOption<?> option, String fault) {
    errors.add(option.key() + ": " + fault);
    options.removeConfig(option);
  }

  private interface FileReading<T> {
    T read(Path file) throws IOException;
  }

  private <T> Optional<T> file(ConfigOption<String> option, FileReading<T> reading) {
    String name = options.get(option);
    return name == null ? Optional.empty() : file(option, name, reading);
  }

  private <T> Optional<T> file(ConfigOption<?> option, String name, FileReading<T> reading) {
    try {
      return Optional.of(reading.read(Path.of(name)));
    } catch (IOException | InvalidPathException e) {
      errors.add(option.key() + ": cannot read " + name);
    } catch (InvalidSourcesException | InvalidModelException | IllegalArgumentException e) {
      errors.add(option.key() + ": " + name + ": " + e.getMessage());
    }
    return Optional.empty();
  }

  private List<SourceDeclaration> sources(Path file) throws IOException {
    return SourcesFile.parse(Files.readString(file));
  }

  private byte[] secret(Path file) throws IOException {
    byte[] key = Files.readAllBytes(file);
    if (key.length < MIN_KEY_BYTES) {
      throw new IllegalArgumentException(JobOptions.WANTED.get(JobOptions.USER_HASH_KEY_FILE));
    }
    return key;
  }

  private static Properties properties(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }

  private Set<LocalDate> holidays() {
    Set<LocalDate> holidays = new TreeSet<>();
    for (String day : options.get(JobOptions.HOLIDAYS)) {
      try {
        holidays.add(LocalDate.parse(day));
      } catch (DateTimeException e) {
        errors.add(JobOptions.HOLIDAYS.key() + ": '" + day + "' is no date such as 2026-12-25");
      }
    }
    return holidays;
  }

  private List<String> models() {
    List<String> files = options.get(JobOptions.MODEL_FILES);
    if (files == null) {
      return List.of(ModelFile.defaultModel());
    }
    MetricDictionary dictionary = MetricDictionary.load();
    List<String> models = new ArrayList<>();
    for (String name : files) {
      file(
              JobOptions.MODEL_FILES,
              name,
              file -> {
                String yaml = Files.readString(file);
                ModelFile.parse(yaml, dictionary);
                return yaml;
              })
          .ifPresent(models::add);
    }
    return models;
  }
}
