package io.vitals.bench;

import io.vitals.local.cli.Interruption;
import io.vitals.local.cli.Runs;
import io.vitals.local.cli.Vitals;
import io.vitals.local.cli.shared.Console;
import io.vitals.local.cli.shared.UserMistakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where {@code ./vitals bench} starts Java: the same command line, with the benchmarks behind it.
 */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    Console console = Console.takeSystem();
    Path logs = console.log().toAbsolutePath().getParent();
    Runs runs =
        new Runs(
            (request, screen) -> {
              throw new UserMistakeException("run it as ./vitals demo");
            },
            (request, screen) -> {
              throw new UserMistakeException("run it as ./vitals replay");
            },
            request -> {
              throw new UserMistakeException("run it as ./vitals topics");
            },
            (connection, screen) -> {
              throw new UserMistakeException("run it as ./vitals clock");
            },
            (request, screen) -> {
              throw new UserMistakeException("run it as ./vitals simulate");
            },
            (connection, topics) -> {
              throw new UserMistakeException("run it as ./vitals list");
            },
            (connection, key, verdict) -> {
              throw new UserMistakeException("run it as ./vitals alerts");
            },
            (request, screen) -> {
              throw new UserMistakeException("run it as ./vitals detect");
            },
            new HealthBenchmark(logs),
            new BudgetBenchmark());
    Interruption.exitWith(
        () -> Vitals.run(List.of(arguments), console, runs), Duration.ofSeconds(20));
  }
}
