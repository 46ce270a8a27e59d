package io.vitals.domain.freshness;

import static io.vitals.domain.freshness.SourceClock.heartbeat;
import static io.vitals.domain.freshness.SourceClock.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.FreshnessCause;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.SourceFreshness;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a source may do, over a written clock: five weeks of its usual life, then three hours of
 * something else, then its usual life again, with what was missing. How long it took to find it and
 * to find it over is printed.
 */
class FreshnessScenariosTest {
  /** A Monday. */
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  /** A Tuesday at noon. */
  private static final Instant BREAK = Instant.parse("2026-02-10T12:00:00Z");

  private static final Instant END = BREAK.plus(Duration.ofHours(3));
  private static final Instant LATER = BREAK.plus(Duration.ofDays(9));
  private static final int PARTITIONS = 4;

  /** What the source sends at an instant of a break; its usual life when it is none. */
  private interface Life {
    List<SourceArrivals> at(Instant now);
  }

  private record Scenario(
      String name,
      String declaration,
      Duration step,
      Life usual,
      Life broken,
      FreshnessStatus status,
      FreshnessCause cause,
      Duration cadence) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> breaks() {
    Life beating = now -> both(now, 20, now.minusSeconds(300), PARTITIONS);
    String quarter = "expected_cadence: 15m\nsettles_within: 5m";
    Duration minutes15 = Duration.ofMinutes(15);
    return Stream.of(
            scenario(
                "nothing at all",
                quarter,
                beating,
                now -> List.of(),
                FreshnessStatus.SILENT,
                FreshnessCause.NO_ARRIVALS,
                minutes15),
            scenario(
                "only heartbeats",
                quarter,
                beating,
                now -> heartbeats(now, now.minusSeconds(300), PARTITIONS),
                FreshnessStatus.STALE,
                FreshnessCause.HEARTBEATS_ONLY,
                minutes15),
            scenario(
                "one partition of many quiet",
                quarter,
                beating,
                now -> both(now, 20, now.minusSeconds(300), PARTITIONS - 1),
                FreshnessStatus.STALE,
                FreshnessCause.QUIET_PARTITIONS,
                minutes15),
            scenario(
                "stuck upstream, its connector alive",
                quarter,
                beating,
                now -> heartbeats(now, BREAK.minusSeconds(600), PARTITIONS),
                FreshnessStatus.STALE,
                FreshnessCause.STUCK_UPSTREAM,
                minutes15),
            scenario(
                "old data only",
                quarter,
                beating,
                now -> old(now),
                FreshnessStatus.STALE,
                FreshnessCause.OLD_DATA,
                minutes15),
            scenario(
                "old data only, of a source without heartbeats",
                quarter,
                now -> List.of(records(now, 0, 20, now.minusSeconds(60))),
                now -> List.of(records(now, 0, 20, BREAK.minus(Duration.ofDays(20)))),
                FreshnessStatus.STALE,
                FreshnessCause.OLD_DATA,
                minutes15),
            scenario(
                "a learned cadence, nothing at all",
                "expected_cadence: learned\nsettles_within: 5m",
                beating,
                now -> List.of(),
                FreshnessStatus.SILENT,
                FreshnessCause.NO_ARRIVALS,
                Duration.ofSeconds(301)),
            scenario(
                "too few records",
                "expected_cadence: 1h\nsettles_within: 5m",
                beating,
                now -> both(now, 1, now.minusSeconds(300), PARTITIONS),
                FreshnessStatus.STALE,
                FreshnessCause.LOW_VOLUME,
                Duration.ofHours(1)))
        .map(Arguments::of);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaks")
  void isFoundWithinTwoCadencesAndOverWithinOne(Scenario scenario) {
    SourceClock clock = live(scenario, BREAK, END);

    assertThat(gating(clock, START.plus(Duration.ofDays(1)), BREAK)).isEmpty();
    SourceFreshness found = clock.first(BREAK, FreshnessStatus.STALE, FreshnessStatus.SILENT);
    assertThat(found).as("found").isNotNull();
    assertThat(found.getStatus()).isEqualTo(scenario.status());
    assertThat(found.getCause()).isEqualTo(scenario.cause());
    Duration detection = Duration.between(lastGood(scenario), found.getIngestTime());
    assertThat(found.getLastGoodTime()).isBetween(BREAK.minus(scenario.cadence()), BREAK);
    SourceFreshness over = clock.first(END, FreshnessStatus.FRESH);
    assertThat(over).as("over").isNotNull();
    Duration recovery = Duration.between(wellAgain(scenario), over.getIngestTime());
    System.out.printf(
        "%s: found after %s of at most %s, over after %s of at most %s%n",
        scenario, detection, scenario.cadence().multipliedBy(2), recovery, scenario.cadence());
    assertThat(detection).isLessThanOrEqualTo(scenario.cadence().multipliedBy(2));
    assertThat(recovery).isLessThanOrEqualTo(scenario.cadence());
    assertThat(gating(clock, over.getIngestTime(), LATER)).isEmpty();
  }

  static Stream<Arguments> quiets() {
    Life working = now -> isWorkingHour(now) ? both(now, 20, now.minusSeconds(300), 1) : List.of();
    Life nightly =
        now ->
            utc(now).getHour() == 2 && utc(now).getMinute() == 0
                ? List.of(records(now, 0, 5_000, now.minusSeconds(3_600)))
                : List.of();
    String hours =
        "{time_zone: UTC, days: [mon, tue, wed, thu, fri], hours: \"08:00-18:00\", holidays: [2026-02-10]}";
    return Stream.of(
            scenario(
                "a daily load at noon", "expected_cadence: 1d", nightly, nightly, null, null, null),
            scenario(
                "a daily load, learned",
                "expected_cadence: learned",
                nightly,
                nightly,
                null,
                null,
                null),
            scenario(
                "nights and quiet Sundays, learned",
                "expected_cadence: learned",
                working,
                working,
                null,
                null,
                null),
            scenario(
                "nights and Sundays of its calendar",
                "expected_cadence: 15m\ncalendar: " + hours,
                working,
                now -> List.of(),
                null,
                null,
                null),
            scenario(
                "a cold start",
                "expected_cadence: learned",
                now -> now.isBefore(BREAK.minus(Duration.ofDays(7))) ? List.of() : working.at(now),
                working,
                null,
                null,
                null),
            scenario(
                "a source with nothing to say that says so",
                "expected_cadence: 15m\nsettles_within: 5m",
                now -> heartbeats(now, now.minusSeconds(300), PARTITIONS),
                now -> heartbeats(now, now.minusSeconds(300), PARTITIONS),
                null,
                null,
                null))
        .map(Arguments::of);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("quiets")
  void isNoBreak(Scenario scenario) {
    // The whole day of the break is a holiday in the calendar that names it.
    Instant begin =
        scenario.name().contains("calendar") ? BREAK.minus(Duration.ofHours(12)) : BREAK;
    Instant end = scenario.name().contains("calendar") ? begin.plus(Duration.ofDays(1)) : END;
    SourceClock clock = live(scenario, begin, end);

    Instant heard =
        clock.transitions().stream()
            .filter(row -> row.getStatus() == FreshnessStatus.FRESH)
            .map(SourceFreshness::getIngestTime)
            .findFirst()
            .orElseThrow();
    assertThat(gating(clock, heard, LATER)).isEmpty();
  }

  private static SourceClock live(Scenario scenario, Instant begin, Instant end) {
    SourceClock clock = new SourceClock(SourceClock.declared(scenario.declaration()));
    for (Instant now = START; now.isBefore(LATER); now = now.plus(scenario.step())) {
      boolean broken = !now.isBefore(begin) && now.isBefore(end);
      List<SourceArrivals> rows = (broken ? scenario.broken() : scenario.usual()).at(now);
      if (rows.isEmpty()) {
        clock.to(now);
      } else {
        clock.arrive(now, rows.toArray(SourceArrivals[]::new));
      }
    }
    return clock;
  }

  /** The last instant at which it did as usual. */
  private static Instant lastGood(Scenario scenario) {
    boolean wholeHours = scenario.cause() == FreshnessCause.LOW_VOLUME;
    return wholeHours ? BREAK : BREAK.minus(scenario.step());
  }

  /** The first instant from which on nothing is wrong: too few records are too few for an hour. */
  private static Instant wellAgain(Scenario scenario) {
    boolean wholeHours = scenario.cause() == FreshnessCause.LOW_VOLUME;
    return wholeHours ? END.plus(Duration.ofHours(2)) : END;
  }

  private static List<String> gating(SourceClock clock, Instant from, Instant to) {
    return clock.transitions().stream()
        .filter(row -> !row.getIngestTime().isBefore(from) && row.getIngestTime().isBefore(to))
        .filter(
            row ->
                row.getStatus() != FreshnessStatus.FRESH && row.getStatus() != FreshnessStatus.LATE)
        .map(row -> row.getIngestTime() + " " + row.getStatus() + ": " + row.getReason())
        .toList();
  }

  private static Scenario scenario(
      String name,
      String declaration,
      Life usual,
      Life broken,
      FreshnessStatus status,
      FreshnessCause cause,
      Duration cadence) {
    return new Scenario(
        name, declaration, Duration.ofMinutes(5), usual, broken, status, cause, cadence);
  }

  private static List<SourceArrivals> both(
      Instant now, long count, Instant completeThrough, int partitions) {
    List<SourceArrivals> rows = new ArrayList<>(heartbeats(now, completeThrough, partitions));
    for (int partition = 0; partition < partitions; partition++) {
      rows.add(records(now, partition, count, now.minusSeconds(30)));
    }
    return rows;
  }

  private static List<SourceArrivals> old(Instant now) {
    List<SourceArrivals> rows =
        new ArrayList<>(heartbeats(now, BREAK.minusSeconds(600), PARTITIONS));
    rows.add(records(now, 0, 80, BREAK.minus(Duration.ofDays(20))));
    return rows;
  }

  private static List<SourceArrivals> heartbeats(
      Instant now, Instant completeThrough, int partitions) {
    List<SourceArrivals> rows = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      rows.add(heartbeat(now, partition, completeThrough));
    }
    return rows;
  }

  private static boolean isWorkingHour(Instant now) {
    ZonedDateTime time = utc(now);
    return time.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue()
        && time.getHour() >= 8
        && time.getHour() < 18;
  }

  private static ZonedDateTime utc(Instant now) {
    return now.atZone(ZoneOffset.UTC);
  }
}
