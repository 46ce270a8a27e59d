package io.vitals.flink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
  private static final String[] NO_ARGUMENTS = {};

  @Test
  void argumentsWinOverTheEnvironmentAndThatOverTheFile(@TempDir Path directory) throws Exception {
    Files.writeString(
        directory.resolve("config.yaml"),
        """
        kafka.bootstrap-servers: file:1
        intake.max-parked: 1
        intake.recent-records: 1
        """);
    Configuration options =
        CommandLine.parse(
            new String[] {"--config", directory.toString(), "-Dintake.recent-records=3"},
            Map.of("VITALS_INTAKE_MAX_PARKED", "2", "VITALS_INTAKE_RECENT_RECORDS", "2"));
    assertThat(options.get(JobOptions.BOOTSTRAP_SERVERS)).isEqualTo("file:1");
    assertThat(options.get(JobOptions.MAX_PARKED)).isEqualTo(2);
    assertThat(options.get(JobOptions.RECENT_RECORDS)).isEqualTo(3);
  }

  @Test
  void everyOptionHasAnEnvironmentNameOfItsOwn() {
    for (var option : JobOptions.ALL) {
      String name =
          "VITALS_" + option.key().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
      Configuration options = CommandLine.parse(NO_ARGUMENTS, Map.of(name, "7"));
      assertThat(options.toMap()).as(name).containsOnlyKeys(option.key());
    }
  }

  @Test
  void aValueMayHoldAnEqualsSign() {
    Configuration options =
        CommandLine.parse(new String[] {"-Dkafka.bootstrap-servers=a=b"}, Map.of());
    assertThat(options.get(JobOptions.BOOTSTRAP_SERVERS)).isEqualTo("a=b");
  }

  @Test
  void whatIsNotSetHasItsDefault() {
    Configuration options = CommandLine.parse(NO_ARGUMENTS, Map.of("PATH", "/bin", "VITALS_X", ""));
    assertThat(options.toMap()).isEmpty();
    assertThat(options.get(JobOptions.SCORING_INTERVAL)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void saysAllThatIsWrongWithTheArguments() {
    assertThatExceptionOfType(InvalidConfigurationException.class)
        .isThrownBy(() -> CommandLine.parse(new String[] {"run", "-Dkey", "--config"}, Map.of()))
        .withMessageContainingAll("'run'", "'-Dkey'", "'--config'");
  }
}
