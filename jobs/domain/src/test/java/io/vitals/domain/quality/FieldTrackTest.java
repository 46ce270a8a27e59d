package io.vitals.domain.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.ExceptionType;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FieldTrackTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long START = Instant.parse("2026-03-02T01:00:00Z").toEpochMilli() - 1;

  private FieldTrack track = FieldTrack.of("account.tier");
  private long now = START - HOUR;

  @Test
  void aFieldThatIsFilledNoMoreVanishesAndIsBackWhenItIsFilled() {
    hours(8 * 24, 5, 4);
    hours(4, 5, 0);
    assertThat(type()).as("20 records, of which 16 would be filled").isNull();
    hours(1, 5, 0);
    assertThat(track.finding())
        .contains(
            new Finding(
                ExceptionType.VANISHED_FIELD,
                "account.tier",
                "filled in 80.0 % of 960 records since 2026-03-02, in none since 2026-03-10 00:00",
                25));
    hours(1, 5, 1);
    assertThat(type()).isNull();
  }

  @Test
  void anOutageIsNotLearnedAsUsual() {
    hours(8 * 24, 5, 4);
    hours(3 * 24, 5, 0);
    hours(24, 5, 4);
    hours(6, 5, 0);
    assertThat(type()).as("as soon as the first time").isEqualTo(ExceptionType.VANISHED_FIELD);
  }

  @Test
  void emptinessIsAcceptedAfterFourWeeks() {
    hours(8 * 24, 5, 5);
    hours(28 * 24, 1, 0);
    assertThat(type()).isEqualTo(ExceptionType.VANISHED_FIELD);
    assertThat(track.awaitsTime()).isTrue();
    hours(1, 0, 0);
    assertThat(type()).isNull();
    assertThat(track.awaitsTime()).isFalse();
    hours(1, 30, 30);
    assertThat(type()).as("what was so long empty is new").isEqualTo(ExceptionType.NEW_FIELD);
  }

  @Test
  void inTheFirstWeekNothingVanishes() {
    hours(7 * 24, 50, 50);
    hours(12, 50, 0);
    assertThat(type()).as("the good days are seven, from the first to the last six").isNull();
  }

  @Test
  void silenceIsNoEmptiness() {
    hours(8 * 24, 5, 5);
    hours(100 * 24, 0, 0);
    assertThat(track.awaitsTime()).isFalse();
    hours(1, 5, 0);
    assertThat(type()).isNull();
    hours(4, 5, 0);
    assertThat(type()).isEqualTo(ExceptionType.VANISHED_FIELD);
  }

  @Test
  void nightsInWhichNothingIsSolvedAreUsual() {
    for (int day = 0; day < 14; day++) {
      hours(8, 10, 8);
      hours(16, 5, 0);
      assertThat(type()).as("after %d days", day + 1).isNull();
    }
    hours(16, 5, 0);
    assertThat(type()).as("no longer than two nights").isNull();
    hours(1, 5, 0);
    assertThat(type()).isEqualTo(ExceptionType.VANISHED_FIELD);
  }

  @Test
  void aFieldThatIsFilledAfterAnEmptyWeekIsNewForAWeek() {
    hours(7 * 24, 3, 0);
    hours(6, 3, 3);
    assertThat(type()).as("filled 18 times").isNull();
    hours(1, 3, 3);
    assertThat(track.finding())
        .contains(
            new Finding(
                ExceptionType.NEW_FIELD,
                "account.tier",
                "filled since 2026-03-09 00:00, in none of 504 records before",
                21));
    hours(7 * 24 - 7, 3, 3);
    assertThat(type()).isEqualTo(ExceptionType.NEW_FIELD);
    hours(1, 3, 3);
    assertThat(type()).isNull();
  }

  @Test
  void aFieldThatIsSeldomFilledIsNeitherNewNorGone() {
    hours(8 * 24, 10, 0);
    for (int i = 0; i < 60; i++) {
      hours(1, 10, 1);
      assertThat(type()).isNull();
      hours(19, 10, 0);
      assertThat(type()).isNull();
    }
  }

  @Test
  void whatIsFilledFromTheBeginningIsNotNew() {
    hours(48, 20, 20);
    assertThat(type()).isNull();
    hours(1, 20, 0);
    hours(1, 20, 20);
    assertThat(type()).isNull();
  }

  @Test
  void findsWhatAPlainSearchOfAllHoursFinds() {
    Map<ExceptionType, Integer> found = new EnumMap<>(ExceptionType.class);
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      FieldHistory history = new FieldHistory();
      track = FieldTrack.of("account.tier");
      now = START - HOUR;
      double share = random.nextInt(3) == 0 ? 0 : random.nextDouble();
      double busy = random.nextDouble();
      for (int hour = 0; hour < 100 * 24; hour++) {
        if (random.nextInt(12 * 24) == 0) {
          share = random.nextBoolean() ? 0 : Math.pow(random.nextDouble(), 2);
          busy = random.nextDouble();
        }
        long records = random.nextDouble() < busy ? random.nextInt(6) : 0;
        long filled = 0;
        for (int i = 0; i < records; i++) {
          filled += random.nextDouble() < share ? 1 : 0;
        }
        hours(1, records, filled);
        history.add(now, records, filled);
        if (hour % 5 != 0) {
          continue;
        }
        ExceptionType expected = history.at(now);
        assertThat(type()).as("seed %d, hour %d", seed, hour).isEqualTo(expected);
        assertThat(track.days().size()).isLessThanOrEqualTo(FieldTrack.KEPT_DAYS);
        if (expected != null) {
          found.merge(expected, 1, Integer::sum);
        }
      }
    }
    assertThat(found.keySet())
        .containsExactlyInAnyOrder(ExceptionType.NEW_FIELD, ExceptionType.VANISHED_FIELD);
  }

  private void hours(int count, long records, long filled) {
    for (int i = 0; i < count; i++) {
      now += HOUR;
      track = track.with(now, records, filled).at(now);
    }
  }

  private ExceptionType type() {
    return track.finding().map(Finding::type).orElse(null);
  }
}
