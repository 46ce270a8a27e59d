package io.vitals.exporter;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;

/** Reads the options from arguments and environment; arguments win. */
final class OptionsParser {
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

  private final Map<String, String> values = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  private OptionsParser(List<String> arguments, Map<String, String> environment) {
    for (String name : NAMES) {
      String variable = PREFIX + name.replace('-', '_').toUpperCase(Locale.ROOT);
      if (environment.containsKey(variable)) {
        values.put(name, environment.get(variable));
      }
    }
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = argument.startsWith("--") && equals > 0 ? argument.substring(2, equals) : "";
      if (NAMES.contains(name)) {
        values.put(name, argument.substring(equals + 1));
      } else {
        faults.add("no such option: " + argument);
      }
    }
  }

  /**
   * The options.
   *
   * @throws IllegalArgumentException naming every fault, in one line
   */
  static ExporterOptions parse(List<String> arguments, Map<String, String> environment) {
    OptionsParser parser = new OptionsParser(arguments, environment);
    ExporterOptions options = parser.options();
    if (!parser.faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", parser.faults));
    }
    return options;
  }

  private ExporterOptions options() {
    String servers = value("bootstrap-servers", "", Function.identity());
    if (servers.isBlank()) {
      faults.add("--bootstrap-servers is missing");
    }
    return new ExporterOptions(
        servers,
        value("bind-address", ExporterOptions.DEFAULT_BIND_ADDRESS, Function.identity()),
        value("port", ExporterOptions.DEFAULT_PORT, text -> number(text, 0, 65_535)),
        value(
            "max-accounts",
            ExporterOptions.DEFAULT_MAX_ACCOUNTS,
            text -> number(text, 0, Integer.MAX_VALUE)),
        value("names", true, OptionsParser::truth),
        value(
            "currency",
            Currency.getInstance(ExporterOptions.DEFAULT_CURRENCY),
            OptionsParser::currency),
        value("kafka-settings", Map.of(), OptionsParser::settings));
  }

  private <T> T value(String name, T otherwise, Function<String, T> read) {
    String text = values.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      return read.apply(text);
    } catch (IllegalArgumentException e) {
      faults.add("--" + name + "=" + text + ": " + e.getMessage());
      return otherwise;
    }
  }

  private static int number(String text, int least, int greatest) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= greatest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, together with a number out of bounds.
    }
    throw new IllegalArgumentException("not a number from " + least + " to " + greatest);
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  private static Currency currency(String code) {
    try {
      Currency currency = Currency.getInstance(code);
      if (currency.getDefaultFractionDigits() >= 0) {
        return currency;
      }
    } catch (IllegalArgumentException e) {
      // Told below, together with codes that are no money.
    }
    throw new IllegalArgumentException("not an ISO 4217 currency");
  }

  private static Map<String, String> settings(String file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot be read", e);
    }
    Map<String, String> settings = new LinkedHashMap<>();
    properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
    return settings;
  }
}
