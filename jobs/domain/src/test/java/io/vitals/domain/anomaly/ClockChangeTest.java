package io.vitals.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The use of people who work from eight to six, through both changes of their clocks. */
class ClockChangeTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final int HOURS = 12 * 7 * 24;
  private static final double BUSY = 60;

  /** Clocks change on 2026-03-29 and on 2026-10-25. */
  @ParameterizedTest(name = "from {0}")
  @ValueSource(strings = {"2026-02-02T00:00:00Z", "2026-08-31T00:00:00Z"})
  void isUsualWhereHoursAreThoseOfTheirClock(String start) {
    long seed = 20_261_128;
    WorkingCalendar theirs = new WorkingCalendar(BERLIN, Set.of());
    assertThat(episodes(CountSettings.hourly(theirs), start, seed)).as("seed %d", seed).isZero();
    assertThat(episodes(CountSettings.hourly(), start, seed))
        .as("by the clock of UTC, seed %d", seed)
        .isPositive();
  }

  private static long episodes(CountSettings settings, String start, long seed) {
    Random random = new Random(seed);
    Detector detector = settings.start();
    Instant first = Instant.parse(start);
    long episodes = 0;
    long last = Evidence.NO_EPISODE;
    for (int hour = 0; hour < HOURS; hour++) {
      Instant now = first.plus(Duration.ofHours(hour));
      int count = TestingCounts.draw(random, usual(now.atZone(BERLIN)), 0.05);
      Evidence evidence = detector.next(now.toEpochMilli(), count).evidence();
      long episode = evidence == null ? Evidence.NO_EPISODE : evidence.episodeStart();
      episodes += episode != Evidence.NO_EPISODE && episode != last ? 1 : 0;
      last = episode;
    }
    return episodes;
  }

  private static double usual(ZonedDateTime local) {
    boolean isWeekend = local.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
    boolean isNight = local.getHour() < 8 || local.getHour() >= 18;
    return BUSY * (isWeekend ? 0.1 : 1) * (isNight ? 0.05 : 1);
  }
}
