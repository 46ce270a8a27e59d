package io.vitals.exporter.notifier;

import io.vitals.exporter.ExporterOptions;
import io.vitals.exporter.OptionValues;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the options from arguments and environment; arguments win. */
public final class NotifierOptionsParser {
  static final String USAGE =
      """
      Usage: notifier --bootstrap-servers=HOST:PORT[,...] --alertmanagers=URL[,...] [OPTION=VALUE ...]
        --bootstrap-servers   Kafka brokers
        --alertmanagers       base addresses of the Alertmanagers; each is told of everything
        --bind-address        address its metrics are served on (127.0.0.1)
        --port                port of its metrics, 0: any free (9405)
        --resend-seconds      how often everything is sent again (60)
        --ends-after-seconds  when an alert ends there unless it is sent again: longer than the
                              longest planned outage of the notifier (3600)
        --names               whether companies are named, true or false (true)
        --currency            reporting currency, ISO 4217 (USD)
        --runbooks            where the runbooks are (alerts/runbooks/)
        --boards              where the boards are (http://localhost:3000/d/)
        --user                user for basic authentication
        --password-file       file with its password
        --certificates        file with certificates (PEM) to trust instead of the usual ones
        --kafka-settings      properties file with further settings of the Kafka client
      Each also by environment, e.g. VITALS_NOTIFIER_BOOTSTRAP_SERVERS.
      """;

  private static final String PREFIX = "VITALS_NOTIFIER_";
  private static final List<String> NAMES =
      List.of(
          "bootstrap-servers",
          "alertmanagers",
          "bind-address",
          "port",
          "resend-seconds",
          "ends-after-seconds",
          "names",
          "currency",
          "runbooks",
          "boards",
          "user",
          "password-file",
          "certificates",
          "kafka-settings");
  private static final int DAY_SECONDS = 86_400;

  private NotifierOptionsParser() {}

  /**
   * The options.
   *
   * @throws IllegalArgumentException naming every fault, in one line
   */
  public static NotifierOptions parse(List<String> arguments, Map<String, String> environment) {
    OptionValues values = new OptionValues(PREFIX, NAMES, arguments, environment);
    NotifierOptions options =
        new NotifierOptions(
            values.bootstrapServers(),
            values.value("alertmanagers", List.of(), NotifierOptionsParser::addresses),
            values.text("bind-address", ExporterOptions.DEFAULT_BIND_ADDRESS),
            values.number("port", NotifierOptions.DEFAULT_PORT, 0, 65_535),
            seconds(values, "resend-seconds", NotifierOptions.DEFAULT_RESEND),
            seconds(values, "ends-after-seconds", NotifierOptions.DEFAULT_ENDS_AFTER),
            NotifierOptions.DEFAULT_RESOLVED_FOR,
            values.truth("names", true),
            values.currency("currency", Currency.getInstance(ExporterOptions.DEFAULT_CURRENCY)),
            values.text("runbooks", NotifierOptions.DEFAULT_RUNBOOKS),
            values.text("boards", NotifierOptions.DEFAULT_BOARDS),
            values.text("user", ""),
            values.value("password-file", Optional.empty(), NotifierOptionsParser::file),
            values.value("certificates", Optional.empty(), NotifierOptionsParser::file),
            values.settings("kafka-settings"));
    values.check();
    if (options.alertmanagers().isEmpty()) {
      throw new IllegalArgumentException("--alertmanagers is missing");
    }
    if (options.endsAfter().compareTo(options.resend().multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "--ends-after-seconds must be at least twice --resend-seconds, or alerts end in between");
    }
    if (options.user().isEmpty() != options.passwordFile().isEmpty()) {
      throw new IllegalArgumentException("--user and --password-file go together");
    }
    return options;
  }

  private static Duration seconds(OptionValues values, String name, Duration otherwise) {
    return Duration.ofSeconds(values.number(name, (int) otherwise.toSeconds(), 1, DAY_SECONDS));
  }

  private static List<URI> addresses(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .map(NotifierOptionsParser::address)
        .toList();
  }

  private static URI address(String text) {
    URI address = URI.create(text);
    if (!List.of("http", "https").contains(String.valueOf(address.getScheme()))
        || address.getHost() == null) {
      throw new IllegalArgumentException("no http or https address");
    }
    if (address.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "it holds a name or password, which would be shown; use --user and --password-file");
    }
    return address;
  }

  private static Optional<Path> file(String text) {
    Path file = Path.of(text);
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("cannot be read");
    }
    return Optional.of(file);
  }
}
