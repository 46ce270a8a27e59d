package io.vitals.flink.config;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;

/** The reference page of the options, made from them. */
final class ConfigurationPage {
  private ConfigurationPage() {}

  private static final String TOP =
      """
      # Configuration of the jobs

      <!-- Generated from JobOptions; see ConfigurationPageTest. -->

      One file, `config.yaml`, in a directory that `--config DIRECTORY` names; each option can also be set by the
      environment and by `-Dkey=value`. The later of file, environment, argument wins. Errors are reported together,
      before anything runs, and a job's `main` then asks Kafka whether its topics and transactions are as it needs them.
      Secrets are only ever named by the file that holds them, so none stands in an argument or in a log.

      Every option of Flink may stand in the same file (`parallelism.default`, `execution.checkpointing.interval`,
      `state.backend.type`...). Five are set by the jobs, which are written for them: no generic types, no generated
      uids, object reuse, streaming mode, aligned checkpoints.

      | Option | Environment | Default | What it is |
      |---|---|---|---|
      """;

  static String text() {
    StringBuilder page = new StringBuilder(TOP);
    for (ConfigOption<?> option : JobOptions.ALL) {
      page.append(
          "| `%s` | `%s` | %s | %s |%n"
              .formatted(
                  option.key(),
                  "VITALS_"
                      + option.key().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'),
                  option.hasDefaultValue() ? defaultOf(option.defaultValue()) : "none",
                  // Descriptions are one plain paragraph each.
                  new HtmlFormatter().format(option.description())));
    }
    return page.toString();
  }

  private static String defaultOf(Object value) {
    if (value instanceof Collection<?> values && values.isEmpty()) {
      return "empty";
    }
    if (value instanceof Duration duration) {
      return "`" + TimeUtils.formatWithHighestUnit(duration) + "`";
    }
    return "`" + value + "`";
  }
}
