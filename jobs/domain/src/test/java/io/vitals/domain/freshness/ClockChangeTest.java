package io.vitals.domain.freshness;

import static io.vitals.domain.freshness.SourceClock.heartbeat;
import static io.vitals.domain.freshness.SourceClock.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.SourceFreshness;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source of people who work from nine to five, through both changes of their clocks. */
class ClockChangeTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final long HOUR = 3_600_000;

  /** Clocks change on 2026-03-29 and on 2026-10-25. */
  @ParameterizedTest(name = "from {0}")
  @ValueSource(strings = {"2026-02-02T00:00:00Z", "2026-08-31T00:00:00Z"})
  void isNotBrokenWhenItsHoursAreThoseOfItsOwnClock(String start) {
    assertThat(breaks(start, "expected_cadence: 15m\ncalendar: {time_zone: Europe/Berlin}"))
        .isEmpty();
    assertThat(breaks(start, "expected_cadence: learned\ncalendar: {time_zone: Europe/Berlin}"))
        .isEmpty();
    assertThat(breaks(start, "expected_cadence: 15m")).as("by the clock of UTC").isNotEmpty();
  }

  /**
   * Hours of counts are those of UTC: here each is half of one hour of theirs, half of the next.
   */
  @Test
  void anHourIsAskedForAsItWasLearnedWhereClocksAreHalfAnHourOff() {
    SourceDeclaration source =
        SourceClock.declared("expected_cadence: 15m\ncalendar: {time_zone: Asia/Kolkata}");
    long ten = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();
    LearnedWeek week = LearnedWeek.empty();
    for (int ago = 1; ago <= LearnedWeek.LEAST_WEEKS; ago++) {
      long hour = ten / HOUR - 168L * ago;
      week = new UsualHours(source, week).with(hour, true, 60, 0, 0);
    }
    UsualHours usual = new UsualHours(source, week);
    assertThat(usual.records(ten)).isEqualTo(60);
    assertThat(usual.records(ten + HOUR - 1)).isEqualTo(60);
    assertThat(usual.isKnown(ten + HOUR)).isFalse();
  }

  private static List<SourceFreshness> breaks(String start, String yaml) {
    SourceClock clock = new SourceClock(SourceClock.declared(yaml + "\nsettles_within: 5m"));
    Instant end = Instant.parse(start).plus(Duration.ofDays(12 * 7));
    for (Instant now = Instant.parse(start); now.isBefore(end); now = now.plus(STEP)) {
      clock.arrive(now, heartbeat(now, 0, now.minusSeconds(300)));
      ZonedDateTime local = now.atZone(BERLIN);
      if (local.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0
          && local.getHour() >= 9
          && local.getHour() < 17) {
        clock.arrive(now, records(now, 0, 10, now.minusSeconds(30)));
      }
    }
    return clock.transitions().stream()
        .filter(
            row ->
                row.getStatus() == FreshnessStatus.STALE
                    || row.getStatus() == FreshnessStatus.SILENT)
        .toList();
  }
}
