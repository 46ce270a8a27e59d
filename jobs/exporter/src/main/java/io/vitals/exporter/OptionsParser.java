package io.vitals.exporter;

import java.util.Currency;
import java.util.List;
import java.util.Map;

/** Reads the options from arguments and environment; arguments win. */
public final class OptionsParser {
  static final String USAGE =
      """
      Usage: exporter --bootstrap-servers=HOST:PORT[,...] [OPTION=VALUE ...]
        --bootstrap-servers   Kafka brokers
        --bind-address        address to listen on (127.0.0.1)
        --port                port to listen on, 0: any free (9404)
        --max-accounts        accounts with series of their own (2000)
        --names               whether companies are named, true or false (true)
        --currency            reporting currency, ISO 4217 (USD)
        --kafka-settings      properties file with further settings of the Kafka client
      Each also by environment, e.g. VITALS_EXPORTER_BOOTSTRAP_SERVERS.
      """;

  private static final String PREFIX = "VITALS_EXPORTER_";
  private static final List<String> NAMES =
      List.of(
          "bootstrap-servers",
          "bind-address",
          "port",
          "max-accounts",
          "names",
          "currency",
          "kafka-settings");

  private OptionsParser() {}

  /**
   * The options.
   *
   * @throws IllegalArgumentException naming every fault, in one line
   */
  public static ExporterOptions parse(List<String> arguments, Map<String, String> environment) {
    OptionValues values = new OptionValues(PREFIX, NAMES, arguments, environment);
    ExporterOptions options =
        new ExporterOptions(
            values.bootstrapServers(),
            values.text("bind-address", ExporterOptions.DEFAULT_BIND_ADDRESS),
            values.number("port", ExporterOptions.DEFAULT_PORT, 0, 65_535),
            values.number(
                "max-accounts", ExporterOptions.DEFAULT_MAX_ACCOUNTS, 0, Integer.MAX_VALUE),
            values.truth("names", true),
            values.currency("currency", Currency.getInstance(ExporterOptions.DEFAULT_CURRENCY)),
            values.settings("kafka-settings"));
    values.check();
    return options;
  }
}
