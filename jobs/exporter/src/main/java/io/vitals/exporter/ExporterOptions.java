package io.vitals.exporter;

import java.util.Currency;
import java.util.Map;

/**
 * What an exporter is told at its start.
 *
 * @param bootstrapServers Kafka brokers, {@code host:port,...}
 * @param bindAddress the address it listens on; 127.0.0.1: reachable from this machine only
 * @param port the port it listens on; 0: any that is free
 * @param maxAccounts how many accounts may have series of their own
 * @param withNames whether {@code vitals_account_info} carries the company's name
 * @param currency the reporting currency that amounts in the topic are in
 * @param kafkaSettings further settings of the Kafka client, such as those of TLS and SASL
 */
public record ExporterOptions(
    String bootstrapServers,
    String bindAddress,
    int port,
    int maxAccounts,
    boolean withNames,
    Currency currency,
    Map<String, String> kafkaSettings) {

  /** The address when none is told. */
  public static final String DEFAULT_BIND_ADDRESS = "127.0.0.1";

  /** The port when none is told. */
  public static final int DEFAULT_PORT = 9404;

  /** How many accounts have series of their own when nothing is told: some 60,000 series. */
  public static final int DEFAULT_MAX_ACCOUNTS = 2000;

  /** The reporting currency when none is told. */
  public static final String DEFAULT_CURRENCY = "USD";

  public ExporterOptions {
    kafkaSettings = Map.copyOf(kafkaSettings);
  }

  /** The defaults, with these brokers. */
  public static ExporterOptions defaults(String bootstrapServers) {
    return new ExporterOptions(
        bootstrapServers,
        DEFAULT_BIND_ADDRESS,
        DEFAULT_PORT,
        DEFAULT_MAX_ACCOUNTS,
        true,
        Currency.getInstance(DEFAULT_CURRENCY),
        Map.of());
  }

  /** The same on another port; 0: any that is free. */
  public ExporterOptions onPort(int otherPort) {
    return new ExporterOptions(
        bootstrapServers, bindAddress, otherPort, maxAccounts, withNames, currency, kafkaSettings);
  }

  /** In one line, without the Kafka client's settings, which may hold secrets. */
  @Override
  public String toString() {
    return String.format(
        "bootstrap-servers=%s bind-address=%s port=%d max-accounts=%d names=%b currency=%s"
            + " kafka-settings=%s",
        bootstrapServers,
        bindAddress,
        port,
        maxAccounts,
        withNames,
        currency,
        kafkaSettings.keySet());
  }
}
