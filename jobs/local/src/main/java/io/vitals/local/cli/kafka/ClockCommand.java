package io.vitals.local.cli.kafka;

import io.vitals.local.cli.shared.Console;
import io.vitals.local.cli.shared.KafkaConnection;
import io.vitals.local.terminal.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./vitals clock}. */
@Command(
    name = "clock",
    header = "Tell the jobs on your Kafka the time, until Ctrl-C.",
    description = {
      "",
      "Writes one tick a second with the time of now to the topic clock. Exactly one must run:"
          + " without it time stands still and nothing is published; two may contradict each other."
          + " Let something restart it: it fails when Kafka takes no tick for two minutes."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n")
public final class ClockCommand implements Callable<Integer> {

  @Mixin private KafkaOptions kafka;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  private final Console console;
  private final ClockRun clock;

  /** The command, with the run that it starts. */
  public ClockCommand(Console console, ClockRun clock) {
    this.console = console;
    this.clock = clock;
  }

  /** Only its user ends a clock, so that is how it is done. */
  @Override
  public Integer call() {
    KafkaConnection connection = kafka.connection();
    try (Screen screen = console.screenOnErr()) {
      clock.run(connection, screen);
    } catch (InterruptedException e) {
      return 0;
    }
    return 0;
  }
}
