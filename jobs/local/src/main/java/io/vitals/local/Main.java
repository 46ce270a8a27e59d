package io.vitals.local;

import io.vitals.local.cli.Interruption;
import io.vitals.local.cli.Runs;
import io.vitals.local.cli.Vitals;
import io.vitals.local.cli.shared.Console;
import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.local.cluster.CatalogueTopics;
import io.vitals.local.cluster.PublishedTopics;
import io.vitals.local.cluster.SimulatedSources;
import io.vitals.local.cluster.WallClock;
import io.vitals.local.cluster.WrittenVerdicts;
import io.vitals.local.demo.Demo;
import io.vitals.local.detect.Detection;
import io.vitals.local.monitoring.MonitoringPlan;
import io.vitals.local.replay.RavenStackReplay;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Where {@code ./vitals} starts Java: gives each command the run behind it. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    Console console = Console.takeSystem();
    InstantSource clock = InstantSource.system();
    Runs runs =
        new Runs(
            new Demo(
                clock,
                MonitoringPlan.installed(
                    System.getProperty("vitals.home"), System.getenv().getOrDefault("PATH", ""))),
            new RavenStackReplay(),
            new CatalogueTopics(),
            new WallClock(clock),
            new SimulatedSources(clock),
            new PublishedTopics(),
            new WrittenVerdicts(),
            new Detection(clock),
            (request, screen) -> {
              throw new UserMistakeException("run it as ./vitals bench health");
            },
            (request, screen) -> {
              throw new UserMistakeException("run it as ./vitals bench budget");
            });
    Interruption.exitWith(
        () -> Vitals.run(List.of(arguments), console, runs), Duration.ofSeconds(60));
  }
}
