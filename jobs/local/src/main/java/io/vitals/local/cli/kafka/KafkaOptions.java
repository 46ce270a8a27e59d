package io.vitals.local.cli.kafka;

import io.vitals.local.cli.shared.KafkaConnection;
import io.vitals.local.cli.shared.KafkaSettingsOption;
import io.vitals.local.cli.shared.UserMistakeException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that changes a Kafka cluster of the user's. */
final class KafkaOptions {

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      required = true,
      description = "Brokers to start from, separated by commas.")
  private String bootstrapServers;

  @Mixin private KafkaSettingsOption settings;

  /**
   * The connection they describe.
   *
   * @throws UserMistakeException when the file of settings cannot be read
   */
  KafkaConnection connection() {
    return settings.connectionTo(bootstrapServers);
  }
}
