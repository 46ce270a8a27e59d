package io.vitals.local.cli;

import io.vitals.local.list.AlertBook;
import io.vitals.local.list.AlertEntry;
import io.vitals.local.list.InvalidQueryException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command on alerts: where they are read from. */
final class AlertConnectionOptions {

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
  KafkaConnection connection() {
    return settings.connectionTo(bootstrapServers);
  }

  /**
   * The episode that a person means.
   *
   * @throws UserMistakeException when there is none, or more than one
   */
  static AlertEntry meantBy(String text, AlertBook book) {
    try {
      return book.meantBy(text);
    } catch (InvalidQueryException e) {
      throw new UserMistakeException(e.getMessage());
    }
  }
}
