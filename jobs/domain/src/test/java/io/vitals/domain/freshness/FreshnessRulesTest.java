package io.vitals.domain.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.Entity;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.SourceArrivals;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessRulesTest {
  private static final Instant LAST_ARRIVAL = Instant.parse("2026-05-04T12:00:00Z");
  private static final Duration CADENCE = Duration.ofMinutes(20);

  @ParameterizedTest
  @CsvSource({
    "0, FRESH",
    "1500000, FRESH",
    "1500001, LATE",
    "2399999, LATE",
    "2400000, STALE",
    "864000000, STALE"
  })
  void judgesByTheCadence(long millisAfter, FreshnessStatus status) {
    FreshnessState state = arrived(FreshnessState.empty(), LAST_ARRIVAL);
    Instant now = LAST_ARRIVAL.plusMillis(millisAfter);
    assertThat(FreshnessRules.judged(state, CADENCE, now).status()).isEqualTo(status);
  }

  @Test
  void isStaleUntilItIsHeardOf() {
    FreshnessState state = FreshnessState.empty();
    assertThat(FreshnessRules.judged(state, CADENCE, LAST_ARRIVAL).status())
        .isEqualTo(FreshnessStatus.STALE);
    assertThat(FreshnessRules.nextChange(state, CADENCE, LAST_ARRIVAL)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void changesExactlyWhenItSaysItWill() {
    FreshnessState state =
        FreshnessRules.judged(arrived(FreshnessState.empty(), LAST_ARRIVAL), CADENCE, LAST_ARRIVAL);
    long next = FreshnessRules.nextChange(state, CADENCE, LAST_ARRIVAL);
    while (next != Long.MAX_VALUE) {
      Instant change = Instant.ofEpochMilli(next);
      assertThat(FreshnessRules.judged(state, CADENCE, change.minusMillis(1))).isSameAs(state);
      FreshnessState changed = FreshnessRules.judged(state, CADENCE, change);
      assertThat(changed.status()).isNotEqualTo(state.status());
      assertThat(changed.since()).isEqualTo(next);
      state = changed;
      next = FreshnessRules.nextChange(state, CADENCE, change);
    }
    assertThat(state.status()).isEqualTo(FreshnessStatus.STALE);
  }

  @Test
  void recoversWithAnArrivalAndForgetsNoneOfItsMarks() {
    FreshnessState stale =
        FreshnessRules.judged(
            arrived(FreshnessState.empty(), LAST_ARRIVAL),
            CADENCE,
            LAST_ARRIVAL.plus(CADENCE.multipliedBy(5)));
    Instant back = LAST_ARRIVAL.plus(CADENCE.multipliedBy(6));
    FreshnessState recovered = FreshnessRules.judged(arrived(stale, back), CADENCE, back);
    assertThat(recovered.status()).isEqualTo(FreshnessStatus.FRESH);
    assertThat(recovered.lastArrival()).isEqualTo(back.toEpochMilli());
    assertThat(arrived(recovered, LAST_ARRIVAL).lastArrival()).isEqualTo(back.toEpochMilli());
  }

  private static FreshnessState arrived(FreshnessState state, Instant at) {
    return FreshnessRules.with(
        state,
        SourceArrivals.newBuilder()
            .setIngestTime(at)
            .setSource("crm")
            .setEntity(Entity.ACCOUNT)
            .setPartition(0)
            .setLastArrivalTime(at)
            .build());
  }
}
