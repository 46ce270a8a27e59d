package io.vitals.domain.health;

import static io.vitals.domain.health.HealthFixtures.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.HealthBand;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandRuleTest {
  private final BandRule rule = HealthFixtures.defaultModel().bandRule();

  @ParameterizedTest
  @CsvSource({
    "100000000, HEALTHY",
    "70000000, HEALTHY",
    "69999999, WATCH",
    "45000000, WATCH",
    "44999999, AT_RISK",
    "0, AT_RISK",
  })
  void theFirstBandGoesByBareThresholds(long score, HealthBand band) {
    assertThat(rule.next(BandState.initial(), score, MONDAY).level()).isEqualTo(band);
  }

  @ParameterizedTest(name = "from {0} with {1} for {2} min: {3}")
  @CsvSource({
    // Down: below the threshold by more than 2 points, for an hour.
    "HEALTHY, 68000000, 6000, HEALTHY",
    "HEALTHY, 67999999, 59, HEALTHY",
    "HEALTHY, 67999999, 60, WATCH",
    "HEALTHY, 43000000, 60, WATCH",
    "HEALTHY, 42999999, 60, AT_RISK",
    "WATCH, 43000000, 6000, WATCH",
    "WATCH, 42999999, 60, AT_RISK",
    // Up: at least 3 points above it, for 24 hours.
    "WATCH, 72999999, 6000, WATCH",
    "WATCH, 73000000, 1439, WATCH",
    "WATCH, 73000000, 1440, HEALTHY",
    "AT_RISK, 47999999, 6000, AT_RISK",
    "AT_RISK, 48000000, 1440, WATCH",
    "AT_RISK, 72999999, 1440, WATCH",
    "AT_RISK, 73000000, 1440, HEALTHY",
  })
  void aBandIsLeftBeyondTheMarginAfterTheDwell(
      HealthBand from, long score, long minutes, HealthBand to) {
    BandState start = BandState.initial().withLevel(from, BandState.NEVER, BandState.NEVER);
    BandState begun = rule.next(start, score, MONDAY);

    assertThat(begun.level()).isEqualTo(from);
    assertThat(rule.next(begun, score, MONDAY.plus(Duration.ofMinutes(minutes))).level())
        .isEqualTo(to);
  }

  @Test
  void aScoreThatComesBackStartsTheClockAnew() {
    Instant halfHour = MONDAY.plus(Duration.ofMinutes(30));
    BandState state = rule.next(BandState.initial(), 80_000_000, MONDAY);
    state = rule.next(state, 60_000_000, MONDAY);
    state = rule.next(state, 69_000_000, halfHour);
    assertThat(rule.nextMoment(state)).isEqualTo(BandState.NEVER);
    state = rule.next(state, 60_000_000, halfHour);

    assertThat(rule.nextMoment(state)).isEqualTo(halfHour.plus(Duration.ofHours(1)).toEpochMilli());
    assertThat(rule.next(state, 60_000_000, MONDAY.plus(Duration.ofHours(1))).level())
        .isEqualTo(HealthBand.HEALTHY);
  }

  @Test
  void eachThresholdHasItsOwnClock() {
    BandState state = rule.next(BandState.initial(), 80_000_000, MONDAY);
    state = rule.next(state, 60_000_000, MONDAY);
    state = rule.next(state, 30_000_000, MONDAY.plus(Duration.ofMinutes(50)));
    state = rule.next(state, 30_000_000, MONDAY.plus(Duration.ofMinutes(60)));
    assertThat(state.level()).isEqualTo(HealthBand.WATCH);
    state = rule.next(state, 30_000_000, MONDAY.plus(Duration.ofMinutes(110)));
    assertThat(state.level()).isEqualTo(HealthBand.AT_RISK);
  }
}
