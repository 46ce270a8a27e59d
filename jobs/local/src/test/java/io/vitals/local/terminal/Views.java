package io.vitals.local.terminal;

import io.vitals.local.terminal.LiveView.BandTotal;
import io.vitals.local.terminal.LiveView.Completeness;
import io.vitals.local.terminal.LiveView.IncidentState;
import io.vitals.local.terminal.LiveView.Link;
import io.vitals.local.terminal.LiveView.Mover;
import io.vitals.local.terminal.LiveView.SignalState;
import io.vitals.local.terminal.LiveView.SourceState;
import io.vitals.local.terminal.LiveView.Touched;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.SignalKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Views of a company with something of everything. */
public final class Views {

  private static final Instant SUNDAY_NIGHT = Instant.parse("2026-09-20T23:15:00Z");

  public static final LoadingProgress LOADING =
      new LoadingProgress(
          1_020_304, 2_380_000, SUNDAY_NIGHT, 41_234.6, Optional.of(Duration.ofSeconds(33)));

  public static final LiveView LIVE =
      new LiveView(
          SUNDAY_NIGHT,
          60,
          "USD",
          List.of(
              new BandTotal(CountBand.HEALTHY, 312, new BigDecimal("42104500.50")),
              new BandTotal(CountBand.WATCH, 104, new BigDecimal("12040000")),
              new BandTotal(CountBand.AT_RISK, 61, new BigDecimal("6310000")),
              new BandTotal(CountBand.HELD, 22, new BigDecimal("910200")),
              new BandTotal(CountBand.UNKNOWN, 1, new BigDecimal("12000"))),
          List.of(
              new Mover("Alder Robotics", CountBand.AT_RISK, 38.06, -12.44, "usage trend -8.1"),
              new Mover("Øresund Søfart", CountBand.HEALTHY, 81.2, 6.05, "active days +4.0"),
              new Mover(
                  "A name that is far too long for its column",
                  CountBand.HELD,
                  70.0,
                  -0.5,
                  "oldest urgent ticket, 71 hours, and more words than fit")),
          List.of(
              new SourceState(
                  "crm",
                  FreshnessStatus.SILENT,
                  SUNDAY_NIGHT.minusSeconds(600),
                  "nothing arrived since then",
                  Optional.of(SUNDAY_NIGHT.minusSeconds(2_460)),
                  Optional.of(new Touched(467, new BigDecimal("12131640")))),
              new SourceState(
                  "telemetry",
                  FreshnessStatus.FRESH,
                  SUNDAY_NIGHT.minusSeconds(90_000),
                  "arrives as expected",
                  Optional.empty(),
                  Optional.empty())),
          Optional.of(new Completeness("owner_id", 0.7987, 0.95)),
          1_204,
          List.of(
              new IncidentState(
                  "crm-silent",
                  SUNDAY_NIGHT.minusSeconds(2_400),
                  SUNDAY_NIGHT.plusSeconds(1_200),
                  Optional.of(SUNDAY_NIGHT.minusSeconds(600)),
                  Optional.empty())),
          List.of(
              new SignalState(
                  SignalKind.USAGE_COLLAPSE,
                  "Alder Robotics",
                  SUNDAY_NIGHT.minusSeconds(4_500),
                  "events",
                  3,
                  81.4,
                  Optional.of(new BigDecimal("128400")),
                  Optional.of(LocalDate.parse("2026-12-01")))),
          Duration.ofMillis(840),
          0,
          List.of(
              new Link("Flink", "http://localhost:8081"),
              new Link("Metrics", "http://localhost:9404/metrics"),
              new Link("Kafka", "localhost:9092"),
              new Link("Log", ".vitals/logs/vitals.log")));

  public static final LiveView QUIET =
      new LiveView(
          SUNDAY_NIGHT,
          60,
          "USD",
          LIVE.bands(),
          List.of(),
          List.of(),
          Optional.empty(),
          0,
          List.of(),
          List.of(),
          Duration.ofMillis(1_000),
          1,
          LIVE.links());

  /** More of everything than there is room for. */
  public static final LiveView BUSY =
      new LiveView(
          SUNDAY_NIGHT,
          86_400,
          "USD",
          LIVE.bands().stream()
              .map(total -> new BandTotal(total.band(), 100_000, new BigDecimal("9999999999")))
              .toList(),
          Collections.nCopies(50, LIVE.movers().get(2)),
          LIVE.sources(),
          LIVE.completeness(),
          1_000_000,
          LIVE.incidents(),
          Collections.nCopies(9, LIVE.signals().get(0)),
          Duration.ofHours(3),
          1_000,
          Collections.nCopies(9, new Link("A long name", "http://localhost/".repeat(9))));

  private Views() {}
}
