package io.vitals.local.terminal;

import io.vitals.local.terminal.LiveView.BandTotal;
import io.vitals.local.terminal.LiveView.Link;
import io.vitals.local.terminal.LiveView.Mover;
import io.vitals.schemas.CountBand;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
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
          Duration.ofHours(3),
          1_000,
          Collections.nCopies(9, new Link("A long name", "http://localhost/".repeat(9))));

  private Views() {}
}
