package io.vitals.domain.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.alerting.Condition.Standing;
import io.vitals.domain.alerting.Rejections.Quarter;
import io.vitals.schemas.AlertKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RejectionsTest {
  private static final long NINE = Instant.parse("2026-11-23T09:00:00Z").toEpochMilli();
  private static final Instant QUARTER_PAST =
      Instant.ofEpochMilli(NINE + Rejections.QUARTER_MILLIS);

  @Test
  void oneInAHundredAndTwentyInAQuarterAreTooMany() {
    assertThat(deadLetters(1_000, 20)).isEqualTo(Standing.HOLDS);
    assertThat(deadLetters(3_000, 20)).as("a small share").isEqualTo(Standing.BETWEEN);
    assertThat(deadLetters(100, 19)).as("a few").isEqualTo(Standing.BETWEEN);
    assertThat(deadLetters(100_000, 101)).as("a hundred an hour").isEqualTo(Standing.HOLDS);
    assertThat(deadLetters(100_000, 3)).isEqualTo(Standing.CLEAR);
    assertThat(deadLetters(0, 0)).as("nothing came").isEqualTo(Standing.UNKNOWN);
  }

  @Test
  void accountsThatNobodyKnowsAreToldByTheHour() {
    assertThat(unmapped(100, 3)).isEqualTo(Standing.HOLDS);
    assertThat(unmapped(100, 2)).isEqualTo(Standing.BETWEEN);
    assertThat(unmapped(2_000, 5)).isEqualTo(Standing.CLEAR);
  }

  @Test
  void theOrderInWhichItComesDoesNotMatter() {
    long seed = 7;
    Random random = new Random(seed);
    List<Quarter> quarters = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      long start = NINE - random.nextInt(4) * Rejections.QUARTER_MILLIS;
      quarters.add(new Quarter(start, random.nextInt(100), random.nextInt(3), random.nextInt(2)));
    }
    Rejections first = fold(quarters);
    Collections.shuffle(quarters, random);
    assertThat(fold(quarters)).as("seed %d", seed).isEqualTo(first);
    assertThat(first.quarters()).hasSizeLessThanOrEqualTo(Rejections.QUARTERS);
  }

  @Test
  void anHourLaterNothingIsLeft() {
    Rejections some = Rejections.none().with(new Quarter(NINE, 10, 1, 0));
    assertThat(some.closedAt(Instant.ofEpochMilli(NINE + 4 * Rejections.QUARTER_MILLIS)).quarters())
        .hasSize(1);
    assertThat(some.closedAt(Instant.ofEpochMilli(NINE + 5 * Rejections.QUARTER_MILLIS)).quarters())
        .isEmpty();
  }

  private static Rejections fold(List<Quarter> quarters) {
    Rejections all = Rejections.none();
    for (Quarter quarter : quarters) {
      all = all.with(quarter);
    }
    return all;
  }

  private static Standing deadLetters(long records, long rejected) {
    return standing(new Quarter(NINE, records, rejected, 0), AlertKind.DEAD_LETTER_RATE);
  }

  private static Standing unmapped(long records, long unmapped) {
    return standing(new Quarter(NINE, records, 0, unmapped), AlertKind.UNMAPPED_ACCOUNTS);
  }

  private static Standing standing(Quarter quarter, AlertKind kind) {
    return Rejections.none().with(quarter).conditions("product", QUARTER_PAST).stream()
        .filter(condition -> condition.kind() == kind)
        .map(Condition::standing)
        .findFirst()
        .orElseThrow();
  }
}
