package io.vitals.local.cli;

import io.vitals.local.cli.alerts.AlertsCommand;
import io.vitals.local.cli.bench.BenchCommand;
import io.vitals.local.cli.demo.DemoCommand;
import io.vitals.local.cli.detect.DetectCommand;
import io.vitals.local.cli.kafka.ClockCommand;
import io.vitals.local.cli.kafka.SimulateCommand;
import io.vitals.local.cli.kafka.TopicsCommand;
import io.vitals.local.cli.list.ListCommand;
import io.vitals.local.cli.replay.ReplayCommand;
import io.vitals.local.cli.shared.Console;
import io.vitals.local.cli.shared.ExitStatus;
import io.vitals.local.cli.shared.RunFailedException;
import io.vitals.local.cli.shared.UserMistakeException;
import java.io.PrintWriter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The top command, and what is the same for all commands: exit status, mistakes and failures. */
@Command(
    name = "./vitals",
    versionProvider = Vitals.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    header = "Vitals watches the health of a software company's customer accounts.",
    description = {
      "",
      "Usage, tickets and contracts stream in; each account gets a score from 0 to 100, a band and"
          + " the reasons for both, seconds after something changed. Everything runs here, without"
          + " Docker: a Kafka broker, a Flink cluster, the jobs and the metrics endpoint."
    },
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  ./vitals demo                          the whole of it, until Ctrl-C",
      "  ./vitals demo --accounts 50 --for 60   a small one that ends after a minute",
      "  ./vitals replay ravenstack DIR         a public data set, as of its last day",
      "  ./vitals list renewals --within 90d    what the demo published, while it runs",
      "  ./vitals alerts                        what somebody should look after now",
      "  ./vitals detect DIR --out DIR          anomalies in series of yours",
      "  ./vitals test                          everything that is tested",
      "",
      "Each command builds first when the sources are newer than the last build.",
      "Exit status: 0 done, 1 ran and failed, 2 a mistake in what was asked,",
      "130 interrupted before it was done."
    })
public final class Vitals implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Vitals.class);

  private static final int WIDTH = 80;

  @CommandLine.Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @CommandLine.Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  @Spec private CommandSpec spec;

  private Vitals() {}

  /**
   * Does what the arguments say.
   *
   * @return the exit status
   */
  public static int run(List<String> arguments, Console console, Runs runs) {
    CommandLine top =
        new CommandLine(new Vitals())
            .addSubcommand(new DemoCommand(console, runs.demo()))
            .addSubcommand(ReplayCommand.commandLine(console, runs.replay()))
            .addSubcommand(ListCommand.commandLine(console, runs.lists()))
            .addSubcommand(AlertsCommand.commandLine(console, runs.lists(), runs.verdicts()))
            .addSubcommand(new DetectCommand(console, runs.detect()))
            .addSubcommand(new TopicsCommand(console, runs.topics()))
            .addSubcommand(new ClockCommand(console, runs.clock()))
            .addSubcommand(new SimulateCommand(console, runs.simulate()))
            .addSubcommand(BenchCommand.commandLine(console, runs.bench(), runs.budgetBench()))
            .addSubcommand(new TestCommand())
            .setOut(new PrintWriter(console.out(), true))
            .setErr(new PrintWriter(console.err(), true))
            .setUsageHelpWidth(WIDTH)
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
            .setExecutionStrategy(Vitals::runLast)
            .setParameterExceptionHandler((mistake, unused) -> mistaken(mistake, console))
            .setExecutionExceptionHandler((cause, line, unused) -> failed(cause, line, console));
    try {
      return top.execute(arguments.toArray(String[]::new));
    } catch (Error e) {
      return failed(e, top, console);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "name a command: demo, replay, list, alerts, detect, topics, clock, simulate, bench or test");
  }

  /**
   * Runs the command that is named last. What stands before it would count for another, which does
   * not run.
   */
  private static int runLast(ParseResult parsed) {
    ParseResult here = parsed;
    while (here.hasSubcommand() && !here.isUsageHelpRequested() && !here.isVersionHelpRequested()) {
      ParseResult next = here.subcommand();
      if (!here.matchedOptions().isEmpty()) {
        throw new ParameterException(
            next.commandSpec().commandLine(),
            "write options behind '" + next.commandSpec().name() + "'");
      }
      here = next;
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static int mistaken(ParameterException mistake, Console console) {
    String message = mistake.getMessage();
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      String kind = unmatched.isUnknownOption() ? "option" : "argument";
      message = "unknown " + kind + " '" + unmatched.getUnmatched().get(0) + "'";
    }
    console.complain(
        message + "; see " + mistake.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return ExitStatus.MISTAKE;
  }

  private static int failed(Throwable cause, CommandLine line, Console console) {
    String command = line.getCommandName();
    if (cause instanceof UserMistakeException) {
      console.complain(cause.getMessage());
      return ExitStatus.MISTAKE;
    }
    if (rootOf(cause) instanceof InterruptedException) {
      console.complain(command + " was interrupted");
      return ExitStatus.INTERRUPTED;
    }
    LOG.error("{} failed", command, cause);
    String reason =
        cause instanceof RunFailedException ? cause.getMessage() : rootOf(cause).toString();
    console.complain(command + " failed: " + reason + "; the log has the rest: " + console.log());
    return ExitStatus.FAILED;
  }

  /** The innermost cause says what happened; those around it say who noticed. */
  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = Vitals.class.getPackage().getImplementationVersion();
      return new String[] {"vitals " + (version == null ? "(not from a jar)" : version)};
    }
  }
}
