package io.vitals.local.demo;

import io.vitals.exporter.Exporter;
import io.vitals.exporter.ExporterOptions;
import io.vitals.local.cli.demo.DemoReport;
import io.vitals.local.cli.demo.DemoRequest;
import io.vitals.local.cli.demo.DemoRun;
import io.vitals.local.history.KafkaRecordSink;
import io.vitals.local.history.SourceDeclarations;
import io.vitals.local.monitoring.MonitoringPlan;
import io.vitals.local.simulator.SimulatedCompany;
import io.vitals.local.simulator.SimulationPlan;
import io.vitals.local.stack.LocalStack;
import io.vitals.local.stack.StackOptions;
import io.vitals.local.stack.WorkingDirectory;
import io.vitals.local.terminal.Screen;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Runs broker, cluster, jobs and exporter in this process with a simulated company: its history as
 * fast as it goes, then its life.
 */
public final class Demo implements DemoRun {
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration NOON = Duration.ofHours(12);

  private final InstantSource clock;
  private final MonitoringPlan monitoring;

  /**
   * A demo.
   *
   * @param clock history ends about now
   * @param monitoring whether and how Prometheus and Alertmanager run beside it
   */
  public Demo(InstantSource clock, MonitoringPlan monitoring) {
    this.clock = clock;
    this.monitoring = monitoring;
  }

  @Override
  public DemoReport run(DemoRequest request, Screen screen) throws Exception {
    try {
      return runStack(request, screen);
    } catch (Exception e) {
      if (Thread.interrupted() || wasInterrupted(e)) {
        throw (InterruptedException)
            new InterruptedException("interrupted before it was live").initCause(e);
      }
      throw e;
    }
  }

  private DemoReport runStack(DemoRequest request, Screen screen) throws Exception {
    SimulationPlan plan = plan(request);
    try (WorkingDirectory directory = WorkingDirectory.create()) {
      screen.note("Starting broker, cluster and jobs");
      StackOptions options =
          StackOptions.onFreePorts(directory.path(), sources(plan))
              .onPorts(request.ports().kafka(), request.ports().ui())
              .measuredOn(monitoring.isPossible() ? MonitoringPlan.flinkMetricsPort() : 0)
              .withCheckpointsEvery(DemoSession.CHECKPOINTS_LOADING)
              .scoredBy(DemoModel.text(), plan.holidays());
      try (LocalStack stack = LocalStack.start(options);
          Exporter exporter =
              Exporter.start(
                  ExporterOptions.defaults(stack.bootstrapServers())
                      .onPort(request.ports().metrics()));
          KafkaRecordSink sink = KafkaRecordSink.connect(connection(stack));
          MonitoringBeside beside =
              new MonitoringBeside(monitoring, directory.path().resolve("monitoring"));
          DemoSession session =
              new DemoSession(
                  request, new SimulatedCompany(plan), stack, exporter, sink, beside, screen)) {
        return session.run();
      }
    }
  }

  /**
   * The sources with the holidays that are over, on which little use is usual; today is none, so
   * that what goes wrong today is noticed.
   */
  private static String sources(SimulationPlan plan) {
    LocalDate today = LocalDate.ofInstant(plan.end(), ZoneOffset.UTC);
    String holidays =
        plan.holidays().stream()
            .filter(day -> day.isBefore(today))
            .map(LocalDate::toString)
            .collect(Collectors.joining(", "));
    return SourceDeclarations.bundledText("demo")
        .replace("\n    owner:", "\n    calendar: {holidays: [" + holidays + "]}\n    owner:");
  }

  /** Live life begins while people are at work, so that what goes wrong with them shows at once. */
  private SimulationPlan plan(DemoRequest request) {
    Instant now = clock.instant();
    SimulationPlan upToNow =
        SimulationPlan.of(request.seed(), request.accounts(), request.days(), now);
    Instant start = lastWorkingNoon(now, upToNow.holidays());
    return SimulationPlan.of(
        request.seed(), request.accounts(), request.days(), endOfHistory(start));
  }

  /** The last noon, UTC, of a working day; never after now. */
  static Instant lastWorkingNoon(Instant now, Collection<LocalDate> holidays) {
    LocalDate day = LocalDate.ofInstant(now.minus(NOON), ZoneOffset.UTC);
    while (day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0 || holidays.contains(day)) {
      day = day.minusDays(1);
    }
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(NOON);
  }

  /** History ends with a heartbeat, so that everything in it is complete. */
  private static Instant endOfHistory(Instant start) {
    long quarter = QUARTER.toMillis();
    long settled = start.minus(SimulatedCompany.SETTLING).toEpochMilli();
    return Instant.ofEpochMilli(Math.floorDiv(settled, quarter) * quarter)
        .plus(SimulatedCompany.SETTLING);
  }

  private static Properties connection(LocalStack stack) {
    Properties connection = new Properties();
    connection.setProperty("bootstrap.servers", stack.bootstrapServers());
    return connection;
  }

  private static boolean wasInterrupted(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedException || cause instanceof InterruptException) {
        return true;
      }
    }
    return false;
  }
}
