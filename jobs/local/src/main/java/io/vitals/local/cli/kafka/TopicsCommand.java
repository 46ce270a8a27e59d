package io.vitals.local.cli.kafka;

import io.vitals.local.cli.shared.Console;
import io.vitals.local.cli.shared.Limits;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./vitals topics}. */
@Command(
    name = "topics",
    header = "Create the topics that the jobs need on your Kafka.",
    description = {
      "",
      "Creates each topic of the catalogue (schemas/README.md) that does not exist, and prints a"
          + " line for each. Existing topics are checked, never changed: when one has other"
          + " partitions or another timestamp type, nothing is created."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n")
public final class TopicsCommand implements Callable<Integer> {

  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--replication-factor",
      paramLabel = "N",
      defaultValue = "3",
      description = "Replicas of the topics created (default: ${DEFAULT-VALUE}).")
  private int replicationFactor;

  @Option(
      names = "--declared-time",
      description =
          "For a loader of history: what is written from outside keeps the loader's own time"
              + " (CreateTime) and is kept for ever.")
  private boolean declaredTime;

  @Option(names = "--dry-run", description = "Check and ask the broker, but change nothing.")
  private boolean dryRun;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  private final Console console;
  private final TopicsRun topics;

  /** The command, with the run that it starts. */
  public TopicsCommand(Console console, TopicsRun topics) {
    this.console = console;
    this.topics = topics;
  }

  @Override
  public Integer call() throws Exception {
    Limits.check("--replication-factor", replicationFactor, 1, Short.MAX_VALUE);
    TopicsRequest request =
        new TopicsRequest(kafka.connection(), replicationFactor, declaredTime, dryRun);
    for (TopicOutcome outcome : topics.run(request)) {
      console.out().printf("%-22s %s%n", outcome.name(), outcome.state().text());
    }
    return 0;
  }
}
