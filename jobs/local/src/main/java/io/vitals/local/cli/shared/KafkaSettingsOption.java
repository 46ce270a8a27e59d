package io.vitals.local.cli.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The option that names a file with more settings of a Kafka client. */
public final class KafkaSettingsOption {

  @Option(
      names = "--command-config",
      paramLabel = "FILE",
      description =
          "Java properties with more settings of the Kafka client, such as security.protocol and"
              + " sasl.jaas.config.")
  private Path commandConfig;

  /**
   * A connection with these settings.
   *
   * @throws UserMistakeException when the file cannot be read
   */
  public KafkaConnection connectionTo(String bootstrapServers) {
    return new KafkaConnection(bootstrapServers, commandConfig == null ? Map.of() : settings());
  }

  private Map<String, String> settings() {
    if (!Files.isRegularFile(commandConfig)) {
      throw new UserMistakeException("--command-config: no such file: " + commandConfig);
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(commandConfig, UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      // The reason may quote the file, which may hold secrets.
      throw new UserMistakeException(
          "--command-config: not a readable file of Java properties: " + commandConfig);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }
}
