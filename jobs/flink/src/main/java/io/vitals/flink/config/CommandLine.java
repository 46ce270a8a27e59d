package io.vitals.flink.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/** Where options come from: a file, then the environment, then the arguments; the later wins. */
public final class CommandLine {
  private static final String ENVIRONMENT_PREFIX = "VITALS_";

  private CommandLine() {}

  /**
   * The options that are set.
   *
   * @param arguments {@code --config DIRECTORY} with a {@code config.yaml}, and {@code -Dkey=value}
   * @param environment the process environment
   * @throws InvalidConfigurationException if an argument is neither
   */
  public static Configuration parse(String[] arguments, Map<String, String> environment) {
    List<String> errors = new ArrayList<>();
    Configuration options = parse(arguments, environment, errors);
    if (!errors.isEmpty()) {
      throw new InvalidConfigurationException(errors);
    }
    return options;
  }

  /** The options that are set; what is wrong with the arguments is added to the errors. */
  static Configuration parse(
      String[] arguments, Map<String, String> environment, List<String> errors) {
    Configuration options = new Configuration();
    List<String> settings = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals("--config") && i + 1 < arguments.length) {
        options.addAll(file(arguments[++i], errors));
      } else if (arguments[i].startsWith("-D") && arguments[i].contains("=")) {
        settings.add(arguments[i].substring(2));
      } else {
        errors.add("'" + arguments[i] + "' is neither --config DIRECTORY nor -Dkey=value");
      }
    }
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(ENVIRONMENT_PREFIX)) {
            keyOf(name).ifPresent(key -> options.setString(key, value));
          }
        });
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      options.setString(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return options;
  }

  private static Configuration file(String directory, List<String> errors) {
    try {
      return GlobalConfiguration.loadConfiguration(Path.of(directory).toString());
    } catch (RuntimeException e) {
      // Flink says a missing directory and broken YAML in several kinds of exception.
      errors.add("--config " + directory + ": " + e.getMessage());
      return new Configuration();
    }
  }

  /**
   * The option that an environment variable sets: dots and dashes both become underscores there.
   */
  private static java.util.Optional<String> keyOf(String variable) {
    return JobOptions.ALL.stream()
        .map(option -> option.key())
        .filter(
            key ->
                variable.equals(
                    ENVIRONMENT_PREFIX
                        + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_')))
        .findFirst();
  }
}
