package io.vitals.flink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitals.domain.anomaly.WorkingCalendar;
import io.vitals.flink.punctuated.StampedBy;
import io.vitals.schemas.Entity;
import io.vitals.schemas.topics.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobConfigurationTest {
  private static final String SOURCES =
      """
      sources:
        - id: product
          system: the product
          topic: source.telemetry
          entities: [telemetry]
          expected_cadence: 1m
          ingest_time: broker
          owner: data
      """;

  @TempDir private Path directory;
  private final Configuration options = new Configuration();

  @BeforeEach
  void declareASource() throws Exception {
    options.set(JobOptions.SOURCES_FILE, file("sources.yaml", SOURCES));
  }

  @Test
  void readsWhatItIsGiven() {
    options.setString("health.holidays", "2026-12-25;2026-12-26");
    options.setString("anomaly.time-zone", "Europe/Berlin");
    JobConfiguration configuration = JobConfiguration.of(options);
    assertThat(configuration.holidays())
        .containsExactly(LocalDate.parse("2026-12-25"), LocalDate.parse("2026-12-26"));
    assertThat(configuration.detectors().calendar())
        .isEqualTo(new WorkingCalendar(ZoneId.of("Europe/Berlin"), configuration.holidays()));
    assertThat(configuration.sourcesById()).containsOnlyKeys("product");
    assertThat(configuration.health().fed()).containsExactly(Entity.TELEMETRY);
    assertThat(configuration.health().models()).hasSize(1);
  }

  @Test
  void saysAllThatIsWrongWithFilesAndDays() throws Exception {
    options.set(JobOptions.SOURCES_FILE, directory.resolve("nowhere.yaml").toString());
    options.set(JobOptions.USER_HASH_KEY_FILE, directory.resolve("no-key").toString());
    options.setString("health.holidays", "christmas");
    assertThatExceptionOfType(InvalidConfigurationException.class)
        .isThrownBy(() -> JobConfiguration.of(options))
        .withMessageContainingAll("nowhere.yaml", "no-key", "'christmas'");
  }

  @Test
  void saysAllValuesThatAreNone() {
    options.setString("health.scoring-interval", "soon");
    options.setString("intake.max-parked", "many");
    options.setString("anomaly.time-zone", "Europe/Atlantis");
    assertThatExceptionOfType(InvalidConfigurationException.class)
        .isThrownBy(() -> JobConfiguration.of(options))
        .withMessageContainingAll(
            "health.scoring-interval", "intake.max-parked", "'Europe/Atlantis'");
  }

  @Test
  void needsSources() {
    assertThatExceptionOfType(InvalidConfigurationException.class)
        .isThrownBy(() -> JobConfiguration.of(new Configuration()))
        .withMessageContaining("sources-file is not set");
  }

  @Test
  void intakeNeedsAKeyOfSixteenBytes() throws Exception {
    options.set(JobOptions.USER_HASH_KEY_FILE, file("key", "fifteen bytes.."));
    assertThatExceptionOfType(InvalidConfigurationException.class)
        .isThrownBy(() -> JobConfiguration.of(options).intake())
        .withMessageContaining("at least 16 bytes")
        .withMessageNotContaining("fifteen");
  }

  @Test
  void saysEveryModelThatIsNone() throws Exception {
    options.setString(
        "health.model-files", file("a.yaml", "id: a") + ";" + directory.resolve("b.yaml"));
    assertThatExceptionOfType(InvalidConfigurationException.class)
        .isThrownBy(() -> JobConfiguration.of(options).health())
        .withMessageContainingAll("a.yaml", "cannot read", "b.yaml");
  }

  @Test
  void saysAllThatIsWrongWithAJobAtOnce() throws Exception {
    String[] arguments = {
      "run",
      "--config",
      directory.resolve("no-directory").toString(),
      "-Dhealth.scoring-interval=soon",
      "-Dintake.max-parked=0",
      "-Dintake.idle-after=0 s",
      "-Dhealth.model-files=" + directory.resolve("no-model.yaml"),
      "-Dhealth.holidays=christmas",
      "-Dkafka.client-properties-file=" + directory.resolve("no-properties"),
      "-Dsources-file=" + file("broken.yaml", SOURCES.replace("broker", "guessed"))
    };
    assertThatExceptionOfType(InvalidConfigurationException.class)
        .isThrownBy(() -> JobConfiguration.load(arguments, JobOptions.USER_HASH_KEY_FILE))
        .withMessageContainingAll(
            "'run'",
            "no-directory",
            "health.scoring-interval",
            "intake.max-parked: at least 1",
            "intake.idle-after: a duration above 0",
            "no-model.yaml",
            "'christmas'",
            "no-properties",
            "guessed",
            "intake.user-hash-key-file is not set");
  }

  @Test
  void aKeyThatIsTooShortIsSaidWithAllElse() throws Exception {
    options.set(JobOptions.USER_HASH_KEY_FILE, file("key", "short"));
    options.setString("health.model-files", directory.resolve("no-model.yaml").toString());
    assertThatExceptionOfType(InvalidConfigurationException.class)
        .isThrownBy(() -> JobConfiguration.of(options))
        .withMessageContainingAll("at least 16 bytes", "no-model.yaml");
  }

  @Test
  void everyTopicOfAJobIsStampedAsItsWriterMay() throws Exception {
    List<Topic> topics =
        List.of(
            Topic.SOURCE_TELEMETRY,
            Topic.SOURCE_CRM,
            Topic.CLOCK,
            Topic.HEALTH_MODELS,
            Topic.SOURCE_FRESHNESS);
    assertThat(JobConfiguration.of(options).stamps(topics))
        .containsOnlyKeys(topics)
        .allSatisfy((topic, stamped) -> assertThat(stamped).isEqualTo(StampedBy.BROKER));
    options.set(
        JobOptions.SOURCES_FILE, file("loader.yaml", SOURCES.replace("broker", "declared")));
    assertThat(JobConfiguration.of(options).stamps(topics))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                Topic.SOURCE_TELEMETRY, StampedBy.WRITER,
                Topic.SOURCE_CRM, StampedBy.BROKER,
                Topic.CLOCK, StampedBy.EITHER,
                Topic.HEALTH_MODELS, StampedBy.EITHER,
                Topic.SOURCE_FRESHNESS, StampedBy.BROKER));
  }

  @Test
  void onlyAJobThatWritesInTransactionsIsHeldToTheirRules() {
    options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    JobConfiguration configuration = JobConfiguration.of(options);
    assertThat(configuration.transactions(List.of(Topic.SOURCE_FRESHNESS))).isEmpty();
    assertThat(configuration.transactions(List.of(Topic.ACCOUNT_SCORE)))
        .as("a checkpoint ends when the engine settings say, not when Flink would by itself")
        .hasValueSatisfying(
            settings ->
                assertThat(settings.checkpointTimeout())
                    .isEqualTo(
                        FlinkDefaults.configuration()
                            .get(CheckpointingOptions.CHECKPOINTING_TIMEOUT)));
  }

  @Test
  void aJobWithoutCheckpointsIsToldWhatItLacks() {
    JobConfiguration configuration = JobConfiguration.of(options);
    assertThatThrownBy(() -> configuration.transactions(List.of(Topic.ACCOUNT_SCORE)))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("execution.checkpointing.interval: is not set");
  }

  @Test
  void printsWhatIsInForce() {
    assertThat(JobConfiguration.of(options).toString())
        .contains("sources.yaml", "intake.max-parked: 10000 (default)");
  }

  @Test
  void secretsAreNotPrinted() throws Exception {
    options.set(JobOptions.USER_HASH_KEY_FILE, file("key", "a secret of sixteen bytes"));
    options.set(
        JobOptions.CLIENT_PROPERTIES_FILE,
        file("client.properties", "ssl.keystore.password=hunter2"));
    options.setString("s3.secret-key", "hunter3");
    JobConfiguration configuration = JobConfiguration.of(options);
    assertThat(configuration.kafka().properties())
        .containsEntry("ssl.keystore.password", "hunter2");
    assertThat(configuration.toString() + configuration.intake() + configuration.kafka())
        .contains("sources-file", "s3.secret-key")
        .doesNotContain("hunter2", "hunter3", "a secret");
  }

  private String file(String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text).toString();
  }
}
