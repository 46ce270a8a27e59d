package io.vitals.local.cli;

import io.vitals.domain.anomaly.Evidence;
import io.vitals.domain.anomaly.Judgement;
import io.vitals.domain.anomaly.Judgement.Direction;
import io.vitals.domain.anomaly.Judgement.Kind;
import io.vitals.local.cli.detect.DetectReport;
import io.vitals.local.cli.replay.AccountLine;
import io.vitals.local.cli.replay.BandFigures;
import io.vitals.local.cli.replay.ExceptionFigures;
import io.vitals.local.cli.replay.QualityFigures;
import io.vitals.local.cli.replay.RatioLine;
import io.vitals.local.cli.replay.ReplayReport;
import io.vitals.local.cli.replay.RowClasses;
import io.vitals.local.cli.replay.SourceLine;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.ExceptionType;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.HealthStatus;
import io.vitals.schemas.QualityMeasure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reports that add up, with something of everything. */
public final class Reports {

  private Reports() {}

  public static ReplayReport replay() {
    Map<String, RowClasses> rows = new LinkedHashMap<>();
    rows.put("accounts", new RowClasses(500, 430, 0, 0, 0, 0, 0, 0, 70));
    rows.put("subscriptions", new RowClasses(5_000, 2_600, 0, 0, 1, 2, 0, 0, 2_397));
    rows.put("feature_usage", new RowClasses(25_000, 4_100, 14_000, 90, 3, 7, 0, 0, 6_800));
    return new ReplayReport(
        LocalDate.of(2024, 6, 30),
        430,
        2_598,
        "USD",
        new BigDecimal("64001250.50"),
        19,
        Map.of(
            CountBand.HEALTHY, figures(300, "40000000.50", 2, 74.25, 81.0),
            CountBand.WATCH, figures(90, "20000000", 6, 41.5, 58.44),
            CountBand.AT_RISK, figures(39, "4000000", 9, 12, 31.06),
            CountBand.UNKNOWN,
                new BandFigures(
                    1, new BigDecimal("1250"), 0, OptionalDouble.empty(), OptionalDouble.empty()),
            CountBand.NOT_SCORED,
                new BandFigures(
                    70, BigDecimal.ZERO, 2, OptionalDouble.empty(), OptionalDouble.empty())),
        rows,
        sources(),
        quality(),
        List.of(
            new AccountLine(
                "ravenstack:A-2",
                Optional.empty(),
                CountBand.UNKNOWN,
                HealthStatus.UNKNOWN,
                Optional.of(new BigDecimal("0.41")),
                new BigDecimal("1250")),
            new AccountLine(
                "ravenstack:A-1",
                Optional.of(new BigDecimal("69.358333")),
                CountBand.AT_RISK,
                HealthStatus.FRESH,
                Optional.of(new BigDecimal("0.96")),
                new BigDecimal("64000000.5")),
            new AccountLine(
                "ravenstack:A-3",
                Optional.empty(),
                CountBand.NOT_SCORED,
                HealthStatus.NOT_SCORED,
                Optional.empty(),
                BigDecimal.ZERO)));
  }

  private static BandFigures figures(
      int accounts, String arr, int openTickets, double adoption, double health) {
    return new BandFigures(
        accounts,
        new BigDecimal(arr),
        openTickets,
        OptionalDouble.of(adoption),
        OptionalDouble.of(health));
  }

  private static QualityFigures quality() {
    return new QualityFigures(
        Map.of(
            ExceptionType.MISSING_FIELD, new ExceptionFigures(1_290, 35, 430, 1_290),
            ExceptionType.SUBSCRIPTION_OVERLAP, new ExceptionFigures(428, 0, 428, 21_004),
            ExceptionType.ARR_MISMATCH, new ExceptionFigures(0, 2, 0, 0)),
        List.of(
            completeness("owner_id", "", 0, 430),
            completeness("owner_id", "unspecified", 0, 430),
            completeness("tier", "", 409, 430),
            completeness("arr", "smb", 0, 0),
            new RatioLine(
                QualityMeasure.DUPLICATES,
                "",
                "",
                2,
                430,
                64_000_000_50L,
                64_001_250_50L,
                Optional.of(new BigDecimal("0.005000")),
                true),
            new RatioLine(
                QualityMeasure.HEALTH_INPUTS,
                "support.csat_ratio",
                "unspecified",
                1,
                3,
                100,
                300,
                Optional.empty(),
                false)));
  }

  private static RatioLine completeness(String field, String segment, long count, long total) {
    return new RatioLine(
        QualityMeasure.COMPLETENESS,
        field,
        segment,
        count,
        total,
        count * 100,
        total * 100,
        Optional.of(new BigDecimal("0.950000")),
        false);
  }

  private static Map<String, SourceLine> sources() {
    Map<String, SourceLine> sources = new LinkedHashMap<>();
    sources.put(
        "accounts",
        new SourceLine(
            FreshnessStatus.FRESH,
            Optional.of(Instant.parse("2023-01-09T00:00:09.999Z")),
            Optional.of(Instant.parse("2024-06-30T00:00:00Z")),
            Optional.of(Instant.parse("2024-07-01T00:00:00Z")),
            "arrives as expected (expected every 1h)"));
    sources.put(
        "support_tickets",
        new SourceLine(
            FreshnessStatus.SILENT,
            Optional.of(Instant.parse("2024-06-29T01:59:59.999Z")),
            Optional.empty(),
            Optional.empty(),
            "nothing arrived since 2024-06-28T23:59:59.999Z (expected every 1h)"));
    return sources;
  }

  public static DetectReport detect() {
    return new DetectReport(
        "rich",
        0.5,
        List.of(
            new DetectReport.Series(
                "cloud/cpu.csv",
                4_032,
                Duration.ofMillis(84),
                OptionalDouble.of(0.8712),
                2,
                List.of(
                    episode("2014-04-07T02:05:00Z", Kind.SHIFT, 0.8712, 98.123456, 41.5),
                    episode("2014-04-09T10:00:00Z", Kind.DROP, 0.5, 0, 39.98))),
            new DetectReport.Series(
                "cloud/quiet.csv", 0, Duration.ZERO, OptionalDouble.empty(), 0, List.of()),
            new DetectReport.Series(
                "network.csv",
                10_000,
                Duration.ofMillis(250),
                OptionalDouble.of(0.9),
                101,
                List.of(episode("2014-04-02T00:00:00Z", Kind.SILENCE, 0.9, 25_164_312, null)))),
        List.of(
            new DetectReport.FailedFile(
                "bad.csv", OptionalLong.of(17), "value 'NaN' is not a finite number"),
            new DetectReport.FailedFile(
                "locked.csv", OptionalLong.empty(), "the file cannot be read: permission denied")),
        Duration.ofMillis(340));
  }

  private static DetectReport.Episode episode(
      String start, Kind kind, double score, double observed, Double expected) {
    Instant time = Instant.parse(start);
    double usual = expected == null ? Double.NaN : expected;
    return new DetectReport.Episode(
        time,
        time.plusSeconds(3_600),
        kind,
        new Judgement(
            time.plusSeconds(300).toEpochMilli(),
            observed,
            score,
            20 * score,
            Math.pow(10, -20 * score),
            usual,
            usual - 10,
            usual + 10,
            expected == null ? Direction.NONE : observed > usual ? Direction.UP : Direction.DOWN,
            kind,
            new Evidence("level", observed - 20, 12.5, 9, 4_000, time.toEpochMilli())));
  }
}
