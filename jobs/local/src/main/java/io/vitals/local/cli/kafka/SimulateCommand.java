package io.vitals.local.cli.kafka;

import io.vitals.local.cli.shared.Console;
import io.vitals.local.cli.shared.Limits;
import io.vitals.local.terminal.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./vitals simulate}. */
@Command(
    name = "simulate",
    header = "Let a simulated company live on your Kafka, until Ctrl-C.",
    description = {
      "",
      "Creates the topics for declared time, writes the history of a simulated company at full"
          + " speed, then its life. It tells the time itself: run no clock beside it, and no real"
          + " source. Started again with the same options it goes on where it ended."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n")
public final class SimulateCommand implements Callable<Integer> {

  @Mixin private KafkaOptions kafka;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "500",
      description = "Accounts of the company (default: ${DEFAULT-VALUE}).")
  private int accounts;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "90",
      description = "Days of history (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed simulates the same company (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seconds of event time per second, once live (default: ${DEFAULT-VALUE}).")
  private int speed;

  @Option(
      names = "--replication-factor",
      paramLabel = "N",
      defaultValue = "1",
      description = "Replicas of the topics created (default: ${DEFAULT-VALUE}).")
  private int replicationFactor;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  private final Console console;
  private final SimulateRun simulate;

  /** The command, with the run that it starts. */
  public SimulateCommand(Console console, SimulateRun simulate) {
    this.console = console;
    this.simulate = simulate;
  }

  /** Only its user ends a company, so that is how it is done. */
  @Override
  public Integer call() {
    Limits.check("--accounts", accounts, 1, 100_000);
    Limits.check("--days", days, 1, 1_000);
    Limits.check("--speed", speed, 1, 86_400);
    Limits.check("--replication-factor", replicationFactor, 1, Short.MAX_VALUE);
    SimulateRequest request =
        new SimulateRequest(kafka.connection(), accounts, days, seed, speed, replicationFactor);
    try (Screen screen = console.screenOnErr()) {
      simulate.run(request, screen);
    } catch (InterruptedException e) {
      return 0;
    }
    return 0;
  }
}
