package io.vitals.flink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vitals.schemas.Entity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
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
    JobConfiguration configuration = JobConfiguration.of(options);
    assertThat(configuration.holidays())
        .containsExactly(LocalDate.parse("2026-12-25"), LocalDate.parse("2026-12-26"));
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
    assertThatExceptionOfType(InvalidConfigurationException.class)
        .isThrownBy(() -> JobConfiguration.of(options))
        .withMessageContainingAll("health.scoring-interval", "intake.max-parked");
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
