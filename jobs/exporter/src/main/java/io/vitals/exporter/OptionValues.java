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

/**
 * Options of a process, from arguments {@code --name=value} and environment; arguments win. Faults
 * are collected, so that all are told at once.
 */
public final class OptionValues {
  private final Map<String, String> values = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  /**
   * The options that are set.
   *
   * @param prefix of the variables of the environment, as {@code VITALS_EXPORTER_}
   * @param names the options there are
   */
  public OptionValues(
      String prefix, List<String> names, List<String> arguments, Map<String, String> environment) {
    for (String name : names) {
      String variable = prefix + name.replace('-', '_').toUpperCase(Locale.ROOT);
      if (environment.containsKey(variable)) {
        values.put(name, environment.get(variable));
      }
    }
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = argument.startsWith("--") && equals > 0 ? argument.substring(2, equals) : "";
      if (names.contains(name)) {
        values.put(name, argument.substring(equals + 1));
      } else {
        faults.add("no such option: " + argument);
      }
    }
  }

  /** The brokers, without which nothing starts. */
  public String bootstrapServers() {
    String servers = value("bootstrap-servers", "", Function.identity());
    if (servers.isBlank()) {
      faults.add("--bootstrap-servers is missing");
    }
    return servers;
  }

  /** A text. */
  public String text(String name, String otherwise) {
    return value(name, otherwise, Function.identity());
  }

  /** A whole number within bounds. */
  public int number(String name, int otherwise, int least, int greatest) {
    return value(name, otherwise, text -> parseNumber(text, least, greatest));
  }

  /** True or false. */
  public boolean truth(String name, boolean otherwise) {
    return value(name, otherwise, OptionValues::parseTruth);
  }

  /** A currency by its ISO 4217 code. */
  public Currency currency(String name, Currency otherwise) {
    return value(name, otherwise, OptionValues::parseCurrency);
  }

  /** The settings in a properties file. */
  public Map<String, String> settings(String name) {
    return value(name, Map.of(), OptionValues::parseSettings);
  }

  /**
   * A value of any kind.
   *
   * @param read throws {@link IllegalArgumentException} saying what is wrong with a text
   */
  public <T> T value(String name, T otherwise, Function<String, T> read) {
    String text = values.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      return read.apply(text);
    } catch (IllegalArgumentException e) {
      faults.add("--" + name + "=" + withoutPassword(text) + ": " + e.getMessage());
      return otherwise;
    }
  }

  private static String withoutPassword(String text) {
    return text.replaceAll("//[^/@]*@", "//***@");
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalArgumentException naming every fault, in one line
   */
  public void check() {
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }

  private static int parseNumber(String text, int least, int greatest) {
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

  private static boolean parseTruth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  private static Currency parseCurrency(String code) {
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

  private static Map<String, String> parseSettings(String file) {
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
