package io.vitals.local.cli.shared;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of every command on what the jobs published: the Kafka that it stands in, the demo's
 * unless another is named, and the help.
 */
public final class DemoKafkaOptions {

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:9092",
      description = "Brokers to start from (default: ${DEFAULT-VALUE}, the demo's).")
  private String bootstrapServers;

  @Mixin private KafkaSettingsOption settings;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  /**
   * The connection they describe.
   *
   * @throws UserMistakeException when the file of settings cannot be read
   */
  public KafkaConnection connection() {
    return settings.connectionTo(bootstrapServers);
  }
}
