package io.vitals.bench;

import io.vitals.local.cli.BenchRun;
import io.vitals.local.cli.Console;
import io.vitals.local.cli.DemoRun;
import io.vitals.local.cli.Interruption;
import io.vitals.local.cli.ReplayRun;
import io.vitals.local.cli.UserMistakeException;
import io.vitals.local.cli.Vitals;
import java.time.Duration;
import java.util.List;

/**
 * Where {@code ./vitals bench} starts Java: the same command line, with the benchmarks behind it.
 */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    Console console = Console.takeSystem();
    DemoRun demo =
        (request, screen) -> {
          throw new UserMistakeException("run it as ./vitals demo");
        };
    ReplayRun replay =
        (request, screen) -> {
          throw new UserMistakeException("run it as ./vitals replay");
        };
    BenchRun bench = new HealthBenchmark(console.log().toAbsolutePath().getParent());
    Interruption.exitWith(
        () -> Vitals.run(List.of(arguments), console, demo, replay, bench), Duration.ofSeconds(20));
  }
}
