package io.vitals.domain.freshness;

import static io.vitals.domain.freshness.SourceClock.heartbeat;
import static io.vitals.domain.freshness.SourceClock.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.FreshnessCause;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.SourceFreshness;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source with a few records an hour at random, as tickets come, and heartbeats all the time. */
class ThinSourceTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Instant STOPS = START.plus(Duration.ofDays(60));
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final double STEPS_AN_HOUR = 12;

  @ParameterizedTest(name = "{0} records an hour")
  @ValueSource(doubles = {0.3, 1, 2, 4, 8, 16})
  void isNotBrokenByChanceAndFoundWhenItStops(double hourly) {
    long seed = 20_261_128;
    Random chance = new Random(seed);
    SourceClock clock =
        new SourceClock(SourceClock.declared("expected_cadence: 15m\nsettles_within: 5m"));
    Instant end = STOPS.plus(Duration.ofDays(2));
    for (Instant now = START; now.isBefore(end); now = now.plus(STEP)) {
      clock.arrive(now, heartbeat(now, 0, now.minusSeconds(300)));
      if (now.isBefore(STOPS) && chance.nextDouble() < hourly / STEPS_AN_HOUR) {
        clock.arrive(now, records(now, 0, 1, now.minusSeconds(30)));
      }
    }

    assertThat(clock.transitions())
        .as("before it stops, seed %d", seed)
        .filteredOn(row -> row.getIngestTime().isBefore(STOPS))
        .extracting(SourceFreshness::getStatus)
        .doesNotContain(FreshnessStatus.STALE, FreshnessStatus.SILENT);
    if (hourly >= 4) {
      SourceFreshness found = clock.first(STOPS, FreshnessStatus.STALE);
      assertThat(found).as("found, seed %d", seed).isNotNull();
      assertThat(found.getCause()).isIn(FreshnessCause.HEARTBEATS_ONLY, FreshnessCause.LOW_VOLUME);
      double hours = Duration.between(STOPS, found.getIngestTime()).toMinutes() / 60.0;
      System.out.printf("%s records an hour: found after %.1f h%n", hourly, hours);
      assertThat(hours).isBetween(0.5, 2 * FreshnessRules.LEAST_MISSING / hourly);
    }
  }
}
