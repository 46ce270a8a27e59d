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
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** A break ends when what was wrong is mended, not when nothing is expected for a while. */
class MendedTest {
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final Duration DAY = Duration.ofDays(1);

  /** A Monday. */
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  /** A Monday at ten. */
  private static final Instant BREAK = Instant.parse("2026-02-16T10:00:00Z");

  /** A Thursday at ten. */
  private static final Instant MENDED = BREAK.plus(DAY.multipliedBy(3));

  @Test
  void recordsThatStoppedInOfficeHoursAreNotMendedAtNight() {
    SourceClock clock = live(now -> isBroken(now) ? 0 : usual(now));
    SourceFreshness found = clock.first(BREAK, FreshnessStatus.STALE);
    assertThat(found.getCause()).isEqualTo(FreshnessCause.HEARTBEATS_ONLY);
    assertIsOneBreak(clock, found);
  }

  @Test
  void tooFewRecordsAreNotMendedAtNight() {
    SourceClock clock = live(now -> isBroken(now) ? usual(now) * 3 / 10 : usual(now));
    SourceFreshness found = clock.first(BREAK, FreshnessStatus.STALE);
    assertThat(found.getCause()).isEqualTo(FreshnessCause.LOW_VOLUME);
    assertIsOneBreak(clock, found);
  }

  @Test
  void whatIsAlwaysALittleBehindRecovers() {
    SourceClock clock =
        new SourceClock(SourceClock.declared("expected_cadence: 15m\nsettles_within: 20m"));
    Instant silent = START.plus(DAY.multipliedBy(7));
    Instant back = silent.plus(Duration.ofMinutes(40));
    for (Instant now = START; now.isBefore(back.plus(DAY)); now = now.plus(STEP)) {
      if (now.isBefore(silent) || !now.isBefore(back)) {
        clock.arrive(
            now,
            heartbeat(now, 0, now.minus(Duration.ofMinutes(40))),
            records(now, 0, 20, now.minus(Duration.ofMinutes(40))));
      } else {
        clock.to(now);
      }
    }
    assertThat(clock.first(silent, FreshnessStatus.SILENT)).isNotNull();
    SourceFreshness over = clock.first(back, FreshnessStatus.FRESH);
    assertThat(over).as("over").isNotNull();
    assertThat(over.getIngestTime()).isBefore(back.plus(Duration.ofHours(2)));
  }

  private static void assertIsOneBreak(SourceClock clock, SourceFreshness found) {
    List<SourceFreshness> after =
        clock.transitions().stream()
            .filter(row -> row.getIngestTime().isAfter(found.getIngestTime()))
            .toList();
    assertThat(after)
        .extracting(
            row -> row.getStatus() + " " + (row.getIngestTime().isBefore(MENDED) ? "early" : ""))
        .containsExactly("RECOVERING ", "FRESH ");
    assertThat(after.get(1).getIngestTime()).isBefore(MENDED.plus(Duration.ofHours(4)));
  }

  private static SourceClock live(ToIntFunction<Instant> count) {
    SourceClock clock =
        new SourceClock(SourceClock.declared("expected_cadence: 15m\nsettles_within: 5m"));
    for (Instant now = START; now.isBefore(MENDED.plus(DAY)); now = now.plus(STEP)) {
      int records = count.applyAsInt(now);
      SourceArrivals beat = heartbeat(now, 0, now.minusSeconds(300));
      if (records == 0) {
        clock.arrive(now, beat);
      } else {
        clock.arrive(now, beat, records(now, 0, records, now.minusSeconds(30)));
      }
    }
    return clock;
  }

  private static boolean isBroken(Instant now) {
    return !now.isBefore(BREAK) && now.isBefore(MENDED);
  }

  private static int usual(Instant now) {
    ZonedDateTime time = now.atZone(ZoneOffset.UTC);
    boolean working =
        time.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue()
            && time.getHour() >= 7
            && time.getHour() < 19;
    return working ? 20 : 0;
  }
}
