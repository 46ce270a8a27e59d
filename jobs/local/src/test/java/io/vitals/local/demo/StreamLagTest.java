package io.vitals.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StreamLagTest {
  private static final Instant FIRST_TICK = Instant.parse("2026-11-23T12:01:00Z");
  private static final Instant SECOND_TICK = Instant.parse("2026-11-23T12:02:00Z");
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final StreamLag lag = new StreamLag();

  @Test
  void isNothingBeforeTheFirstTick() {
    assertThat(lag.at(5 * SECOND)).isZero();
  }

  @Test
  void isFromTheTickToItsReturn() {
    lag.sent(FIRST_TICK, SECOND);
    lag.reached(FIRST_TICK, 3 * SECOND);
    assertThat(lag.at(9 * SECOND)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void isThatOfTheNewestTickThatReturned() {
    lag.sent(FIRST_TICK, SECOND);
    lag.sent(SECOND_TICK, 2 * SECOND);
    lag.reached(SECOND_TICK, 3 * SECOND);
    assertThat(lag.at(3 * SECOND)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void growsWhileTheStreamStandsStill() {
    lag.sent(FIRST_TICK, SECOND);
    lag.reached(FIRST_TICK, 2 * SECOND);
    lag.sent(SECOND_TICK, 2 * SECOND);
    lag.reached(SECOND_TICK.minusMillis(1), 3 * SECOND);
    assertThat(lag.at(60 * SECOND)).isEqualTo(Duration.ofSeconds(58));
  }
}
