package io.vitals.domain.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An account's use as it was, seen after more became known. */
class PastViewTest {
  private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

  @Test
  void useOfTheHoursAfterIsNotTold() {
    Account account =
        new Account()
            .uses(
                Usage.at("2026-11-20T10:30:00Z").times(3),
                Usage.at("2026-11-23T08:10:00Z").times(5),
                Usage.at("2026-11-23T15:10:00Z").times(7),
                Usage.at("2026-11-24T09:00:00Z").times(11));

    AdoptionView then =
        account.adoption.view(account.state, account.slices, Instant.parse("2026-11-23T12:00:00Z"));

    assertThat(then.events1d()).isEqualTo(5);
    assertThat(then.events7d()).isEqualTo(8);
    assertThat(then.lastEvent()).contains(Instant.parse("2026-11-23T08:00:00Z"));
    assertThat(then.firstEvent()).contains(Instant.parse("2026-11-20T10:30:00Z"));
  }

  @Test
  void beforeTheFirstUseThereWasNone() {
    Account account = new Account().uses(Usage.at("2026-11-23T15:10:00Z"));

    AdoptionView then =
        account.adoption.view(account.state, account.slices, Instant.parse("2026-11-23T12:00:00Z"));

    assertThat(then.firstEvent()).isEmpty();
    assertThat(then.lastEvent()).isEmpty();
    assertThat(then.daysSinceLastActivity()).isEmpty();
    assertThat(then.events28d()).isZero();
  }

  /** Users and features are kept by days, so the figures without them are compared. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void thePastLooksAsItDidThen(long seed) {
    Random random = new Random(seed);
    List<Usage> life = new ArrayList<>();
    for (int hour = 0; hour < 50 * 24; hour++) {
      if (random.nextInt(9) == 0) {
        life.add(
            Usage.at(START.plus(Duration.ofHours(hour)).toString()).times(1 + random.nextInt(4)));
      }
    }
    Instant end = START.plus(Duration.ofDays(50));
    Account now = new Account().uses(life.toArray(Usage[]::new));
    now.state = now.adoption.advance(now.state, now.slices, end);
    for (int hoursAgo = 1; hoursAgo < 72; hoursAgo++) {
      Instant past = end.minus(Duration.ofHours(hoursAgo)).minusMillis(1);
      Account then = new Account();
      life.stream().filter(use -> !use.at().isAfter(past)).forEach(then::uses);

      AdoptionView expected = then.at(past);
      AdoptionView actual = now.adoption.view(now.state, now.slices, past);

      String description = "seed " + seed + ", " + hoursAgo + " hours ago";
      assertThat(actual.events1d()).as(description).isEqualTo(expected.events1d());
      assertThat(actual.events28d()).as(description).isEqualTo(expected.events28d());
      assertThat(actual.usageTrendRatio()).as(description).isEqualTo(expected.usageTrendRatio());
      assertThat(actual.activeDaysRatio()).as(description).isEqualTo(expected.activeDaysRatio());
      assertThat(actual.activeWeeksOf4()).as(description).isEqualTo(expected.activeWeeksOf4());
      assertThat(actual.lastEvent()).as(description).isEqualTo(expected.lastEvent());
      assertThat(actual.tenureDays()).as(description).isEqualTo(expected.tenureDays());
    }
  }
}
