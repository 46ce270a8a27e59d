package io.vitals.local.cli.demo;

import io.vitals.local.cli.demo.DemoRequest.PlannedIncident;
import io.vitals.local.cli.shared.Console;
import io.vitals.local.cli.shared.Json;
import io.vitals.local.cli.shared.Limits;
import io.vitals.local.simulator.Customers;
import io.vitals.local.simulator.Incident;
import io.vitals.local.terminal.Screen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code ./vitals demo}. */
@Command(
    name = "demo",
    header = "Run everything here with a simulated software company.",
    description = {
      "",
      "Starts a Kafka broker, a Flink cluster with its web UI, the jobs and the exporter; loads the"
          + " history of a simulated company at full speed; then goes on live, from the last noon"
          + " (UTC) of a working day on, when people are at work. Shows accounts and ARR per health"
          + " band, the accounts whose score changed most and why, and where to look for more. Ctrl-C"
          + " ends it."
    },
    sortOptions = false,
    optionListHeading = "%nOptions:%n")
public final class DemoCommand implements Callable<Integer> {

  private static final String UI_PORT = "--ui-port";
  private static final String METRICS_PORT = "--metrics-port";
  private static final String KAFKA_PORT = "--kafka-port";

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "500",
      description = "Accounts of the company (default: ${DEFAULT-VALUE}).")
  private int accounts;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "60",
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
      defaultValue = "60",
      description = "Seconds of event time per second, once live (default: ${DEFAULT-VALUE}).")
  private int speed;

  @Option(
      names = "--for",
      paramLabel = "SECONDS",
      description = "End so many seconds after it is live (default: when you end it).")
  private Integer liveSeconds;

  @Option(
      names = "--incident",
      paramLabel = "NAME@60s[+90s]",
      converter = IncidentConverter.class,
      description =
          "Let something go wrong so long after it is live, for so long (default: 60s, for"
              + " customers 240s); it recovers then. With the data: crm-silent, telemetry-stuck,"
              + " tickets-partial, crm-backfill or completeness-drop. With customers:"
              + " usage-collapse:ACCOUNT or ticket-surge:SEGMENT, where 'any' picks one. May be"
              + " given more than once.")
  private List<PlannedIncident> incidents = new ArrayList<>();

  @Option(
      names = UI_PORT,
      paramLabel = "PORT",
      description = "Flink's web UI (default: 8081, or a free port when it is taken).")
  private Integer uiPort;

  @Option(
      names = METRICS_PORT,
      paramLabel = "PORT",
      description = "The Prometheus endpoint (default: 9404, or a free port).")
  private Integer metricsPort;

  @Option(
      names = KAFKA_PORT,
      paramLabel = "PORT",
      description = "The broker (default: 9092, or a free port).")
  private Integer kafkaPort;

  @Option(
      names = "--json",
      description = "At the end print one JSON object; everything else goes to stderr.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  private final Console console;
  private final DemoRun demo;

  /** The command, with the run that it starts. */
  public DemoCommand(Console console, DemoRun demo) {
    this.console = console;
    this.demo = demo;
  }

  @Override
  public Integer call() throws Exception {
    Limits.check("--accounts", accounts, 1, 100_000);
    Limits.check("--days", days, 1, 1_000);
    Limits.check("--speed", speed, 1, 86_400);
    if (liveSeconds != null) {
      Limits.check("--for", liveSeconds, 0, 1_000_000);
    }
    PortChoice.Found ports = ports();
    DemoRequest request =
        new DemoRequest(
            accounts,
            days,
            seed,
            speed,
            Optional.ofNullable(liveSeconds).map(Duration::ofSeconds),
            List.copyOf(incidents),
            new Ports(ports.port(UI_PORT), ports.port(METRICS_PORT), ports.port(KAFKA_PORT)));
    DemoReport report;
    try (Screen screen = json ? console.screenOnErr() : console.screenOnOut()) {
      ports.notes().forEach(screen::note);
      report = run(request, screen);
    }
    if (json) {
      Json.print(DemoJson.of(request, report), console.out());
    }
    return 0;
  }

  /** A name, when, and for how long. */
  static final class IncidentConverter implements ITypeConverter<PlannedIncident> {
    private static final Pattern FORM =
        Pattern.compile(
            "([a-z-]+)(?::([A-Za-z0-9_:.-]+))?@([0-9]{1,6})s?(?:\\+([1-9][0-9]{0,5})s?)?");
    private static final Duration USUALLY = Duration.ofSeconds(60);

    /** At the usual speed four hours: what customers do is judged by the hour. */
    private static final Duration USUALLY_OF_CUSTOMERS = Duration.ofSeconds(240);

    @Override
    public PlannedIncident convert(String value) {
      Matcher matcher = FORM.matcher(value);
      Optional<Incident.Kind> kind =
          matcher.matches() ? Incident.Kind.of(matcher.group(1)) : Optional.empty();
      if (kind.isEmpty()) {
        String names =
            Arrays.stream(Incident.Kind.values())
                .map(Incident.Kind::key)
                .collect(Collectors.joining(", "));
        throw new TypeConversionException(
            "'" + value + "' is not NAME@60s or NAME@60s+90s with a NAME of " + names);
      }
      boolean isOfCustomers = kind.get().befallen() != Incident.Befallen.SOURCE;
      String subject = matcher.group(2);
      if (subject != null && !isOfCustomers) {
        throw new TypeConversionException(
            "'" + value + "': " + kind.get().key() + " befalls a source, not " + subject);
      }
      Duration usually = isOfCustomers ? USUALLY_OF_CUSTOMERS : USUALLY;
      return new PlannedIncident(
          kind.get(),
          subject == null ? Customers.ANY : subject,
          Duration.ofSeconds(Long.parseLong(matcher.group(3))),
          matcher.group(4) == null
              ? usually
              : Duration.ofSeconds(Long.parseLong(matcher.group(4))));
    }
  }

  /** A demo that its user ends is done, however early. */
  private DemoReport run(DemoRequest request, Screen screen) throws Exception {
    try {
      return demo.run(request, screen);
    } catch (InterruptedException e) {
      return DemoReport.NONE;
    }
  }

  private PortChoice.Found ports() {
    Limits.checkPort(UI_PORT, uiPort);
    Limits.checkPort(METRICS_PORT, metricsPort);
    Limits.checkPort(KAFKA_PORT, kafkaPort);
    return PortChoice.choose(
        List.of(
            new PortChoice.Wish(UI_PORT, "Flink's web UI", 8081, Optional.ofNullable(uiPort)),
            new PortChoice.Wish(
                METRICS_PORT, "the Prometheus endpoint", 9404, Optional.ofNullable(metricsPort)),
            new PortChoice.Wish(KAFKA_PORT, "the broker", 9092, Optional.ofNullable(kafkaPort))));
  }
}
