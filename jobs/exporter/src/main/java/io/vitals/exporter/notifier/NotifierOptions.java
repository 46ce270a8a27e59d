package io.vitals.exporter.notifier;

import io.vitals.exporter.ExporterOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a notifier is told at its start.
 *
 * @param bootstrapServers Kafka brokers, {@code host:port,...}
 * @param alertmanagers base addresses of the Alertmanagers, each of which is told of everything
 * @param bindAddress the address its metrics are served on
 * @param port the port of its metrics; 0: any that is free
 * @param resend how often everything is sent again
 * @param endsAfter when an alert ends in Alertmanager unless it is sent again: more than the
 *     longest planned outage of this process
 * @param resolvedFor how long an end is sent again
 * @param withNames whether annotations carry the names of companies
 * @param currency the reporting currency that amounts in the topic are in
 * @param runbooks where the runbooks are, as the beginning of an address
 * @param boards where the boards are, as the beginning of an address
 * @param user user for basic authentication; empty: none
 * @param passwordFile file with its password, read at each request so that it can be renewed
 * @param certificates file with certificates (PEM) that are trusted instead of the usual ones
 * @param kafkaSettings further settings of the Kafka client
 */
public record NotifierOptions(
    String bootstrapServers,
    List<URI> alertmanagers,
    String bindAddress,
    int port,
    Duration resend,
    Duration endsAfter,
    Duration resolvedFor,
    boolean withNames,
    Currency currency,
    String runbooks,
    String boards,
    String user,
    Optional<Path> passwordFile,
    Optional<Path> certificates,
    Map<String, String> kafkaSettings) {

  /** The port when none is told. */
  public static final int DEFAULT_PORT = 9405;

  /** How often everything is sent again when nothing is told. */
  public static final Duration DEFAULT_RESEND = Duration.ofMinutes(1);

  /** When an alert ends unless it is sent again, when nothing is told. */
  public static final Duration DEFAULT_ENDS_AFTER = Duration.ofHours(1);

  /** How long an end is sent again when nothing is told. */
  public static final Duration DEFAULT_RESOLVED_FOR = Duration.ofMinutes(5);

  /** Where the runbooks are when nothing is told: their place in the repository. */
  public static final String DEFAULT_RUNBOOKS = "alerts/runbooks/";

  /** Where the boards are when nothing is told. */
  public static final String DEFAULT_BOARDS = "http://localhost:3000/d/";

  public NotifierOptions {
    alertmanagers = List.copyOf(alertmanagers);
    kafkaSettings = Map.copyOf(kafkaSettings);
  }

  /** The defaults, with these brokers and Alertmanagers. */
  public static NotifierOptions defaults(String bootstrapServers, List<URI> alertmanagers) {
    return new NotifierOptions(
        bootstrapServers,
        alertmanagers,
        ExporterOptions.DEFAULT_BIND_ADDRESS,
        DEFAULT_PORT,
        DEFAULT_RESEND,
        DEFAULT_ENDS_AFTER,
        DEFAULT_RESOLVED_FOR,
        true,
        Currency.getInstance(ExporterOptions.DEFAULT_CURRENCY),
        DEFAULT_RUNBOOKS,
        DEFAULT_BOARDS,
        "",
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  /** The same on another port; 0: any that is free. */
  public NotifierOptions onPort(int otherPort) {
    return new NotifierOptions(
        bootstrapServers,
        alertmanagers,
        bindAddress,
        otherPort,
        resend,
        endsAfter,
        resolvedFor,
        withNames,
        currency,
        runbooks,
        boards,
        user,
        passwordFile,
        certificates,
        kafkaSettings);
  }

  /** The same, everything sent again so often. */
  public NotifierOptions resending(Duration often) {
    return new NotifierOptions(
        bootstrapServers,
        alertmanagers,
        bindAddress,
        port,
        often,
        endsAfter,
        resolvedFor,
        withNames,
        currency,
        runbooks,
        boards,
        user,
        passwordFile,
        certificates,
        kafkaSettings);
  }

  /** In one line, without what may be secret. */
  @Override
  public String toString() {
    return String.format(
        "bootstrap-servers=%s alertmanagers=%s bind-address=%s port=%d resend=%s ends-after=%s"
            + " names=%b currency=%s user=%s kafka-settings=%s",
        bootstrapServers,
        alertmanagers,
        bindAddress,
        port,
        resend,
        endsAfter,
        withNames,
        currency,
        user.isEmpty() ? "none" : user,
        kafkaSettings.keySet());
  }
}
