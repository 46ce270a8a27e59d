package io.vitals.flink.config;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
      `state.backend.type`...). Some are set by the jobs, which are written for them: see below.

      | Option | Environment | Default | What it is |
      |---|---|---|---|
      """;

  private static final String ENGINE =
      """

      ## Engine settings

      Set by the jobs, on a cluster as in the tests; leave them as they are. Settings of the same name in `config.yaml`
      would win.

      | Flink's option | Value | Why |
      |---|---|---|
      """;

  /** Why the jobs set it, by Flink's name of the setting. */
  static final Map<String, String> WHY =
      Map.of(
          "pipeline.generic-types",
          "No Kryo: its state could not evolve.",
          "pipeline.auto-generate-uids",
          "Every operator has a uid of its own: state is found by it.",
          "pipeline.object-reuse",
          "Nothing changes a record that it passed on, so copies between operators are wasted.",
          "pipeline.max-parallelism",
          "Frozen: an account's state is found by it. Flink would derive it from the parallelism of the first start.",
          "execution.runtime-mode",
          "Bounded runs too: a replay must equal the first run.",
          "execution.checkpointing.unaligned.enabled",
          "An unaligned barrier passes records that the punctuation before it speaks of.",
          "execution.checkpointing.timeout",
          "A checkpoint that fails lets transactions grow older; with ten minutes, Flink's own, they would time out.",
          "execution.checkpointing.tolerable-failed-checkpoints",
          "A broker that is away for some checkpoints is no reason to start again.",
          "state.backend.rocksdb.timer-service.factory",
          "An account has a handful of timers and sets one with each touch: on heap they cost nothing.");

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
    page.append(ENGINE);
    new TreeMap<>(FlinkDefaults.configuration().toMap())
        .forEach(
            (key, value) ->
                page.append("| `%s` | `%s` | %s |%n".formatted(key, value, WHY.get(key))));
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
