package io.vitals.domain.anomaly.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.adoption.UsageDelta;
import io.vitals.domain.health.Completeness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AccountWatchTest {
  private static final int MIDNIGHT =
      Hours.of(Instant.parse("2026-11-02T00:00:00Z").toEpochMilli());
  private static final Subject ACCOUNT =
      Subject.account("demo:a", new AccountStanding(true, "smb", 1_200_00L, 20_800));

  private final Watched watched = new Watched();

  @Test
  void aDayIsJudgedOnceItIsCompleteWithWhatHappenedInAllOfIt() {
    watched.use(MIDNIGHT + 9, 30, 1L, 2L);
    watched.use(MIDNIGHT + 10, 12, 2L, 3L);
    watched.state = AccountWatch.start(MIDNIGHT);

    watched.judgeAt(Hours.judgedAt(MIDNIGHT + 22));
    assertThat(watched.counts).isEmpty();

    watched.judgeAt(Hours.judgedAt(MIDNIGHT + 23));
    assertThat(watched.observed())
        .containsEntry(SeriesMeasure.EVENTS, 42.0)
        .containsEntry(SeriesMeasure.ACTIVE_USERS, 3.0)
        .containsEntry(SeriesMeasure.ERRORS, 0.0)
        .containsEntry(SeriesMeasure.TICKETS_OPENED, 0.0);
    assertThat(watched.counts)
        .allSatisfy(count -> assertThat(count.bucketMillis()).isEqualTo(24 * Hours.MILLIS))
        .allSatisfy(count -> assertThat(count.arrMinor()).isEqualTo(1_200_00L));
  }

  @Test
  void whileTheFeedIsSilentNothingIsJudged() {
    watched.state = AccountWatch.start(MIDNIGHT);
    Instant lastWord = Instant.ofEpochMilli((MIDNIGHT + 12) * Hours.MILLIS);

    watched.judgeAt(
        Hours.judgedAt(MIDNIGHT + 23),
        new Completeness(lastWord, Instant.ofEpochMilli(Hours.judgedAt(MIDNIGHT + 23)), lastWord));

    assertThat(watched.observed().keySet())
        .containsExactly(SeriesMeasure.TICKETS_OPENED, SeriesMeasure.ESCALATIONS);
    assertThat(watched.state.usageFrom()).isEqualTo(MIDNIGHT + 12);
  }

  @Test
  void aDayThatWasNotWatchedFromItsStartIsNotJudged() {
    watched.state = AccountWatch.start(MIDNIGHT + 5);
    watched.judgeAt(Hours.judgedAt(MIDNIGHT + 23));
    assertThat(watched.counts).isEmpty();
  }

  @Test
  void anAccountOfMuchUseIsJudgedByTheHourAsWell() {
    watched.state = AccountWatch.start(MIDNIGHT);
    for (int hour = MIDNIGHT; hour < MIDNIGHT + 8 * 24; hour++) {
      watched.use(hour, 12, hour % 7L);
      watched.judgeAt(Hours.judgedAt(hour));
    }
    assertThat(watched.state.hourly()).isTrue();
    assertThat(watched.counts)
        .filteredOn(count -> count.bucketMillis() == Hours.MILLIS)
        .hasSize(24 * SeriesMeasure.of(Family.USAGE, Family.ERRORS).size());
    assertThat(AccountWatch.nextJudging(watched.state, Hours.judgedAt(MIDNIGHT + 8 * 24 - 1)))
        .isEqualTo(Hours.judgedAt(MIDNIGHT + 8 * 24));
  }

  @Test
  void whatIsKeptEndsWithTheDayItIsOf() {
    watched.state = AccountWatch.start(MIDNIGHT);
    for (int hour = MIDNIGHT; hour < MIDNIGHT + 72; hour++) {
      watched.use(hour, 1, 1L);
      watched.judgeAt(Hours.judgedAt(hour));
      assertThat(watched.hours).hasSizeLessThanOrEqualTo(25);
    }
  }

  @Test
  void judgedAtOnceOrHourByHourIsTheSame() {
    Watched atOnce = new Watched();
    for (Watched one : List.of(watched, atOnce)) {
      one.state = AccountWatch.start(MIDNIGHT);
      for (int hour = MIDNIGHT; hour < MIDNIGHT + 96; hour++) {
        one.use(hour, 10 + hour % 5, hour % 3L);
      }
    }
    for (int hour = MIDNIGHT; hour < MIDNIGHT + 96; hour++) {
      watched.judgeAt(Hours.judgedAt(hour));
    }
    atOnce.judgeAt(Hours.judgedAt(MIDNIGHT + 95));
    assertThat(atOnce.counts).containsExactlyInAnyOrderElementsOf(watched.counts);
  }

  /** An account with its state, in memory. */
  private static final class Watched implements AccountWatch.HourStore, AccountWatch.Output {
    private final TreeMap<Integer, HourCounts> hours = new TreeMap<>();
    private final List<SeriesCount> counts = new ArrayList<>();
    private AccountWatchState state;

    void use(int hour, long events, long... users) {
      UsageDelta usage =
          new UsageDelta(
              "demo:a", hour, hour, 1, events, null, null, users, 0, 0, 0, "s", null, null);
      hours.merge(
          hour, HourCounts.none().with(usage), (one, other) -> HourCounts.sum(List.of(one, other)));
    }

    void judgeAt(long now) {
      judgeAt(now, Completeness.of(Instant.ofEpochMilli(now)));
    }

    void judgeAt(long now, Completeness completeness) {
      try {
        state = AccountWatch.count(state, ACCOUNT, now, completeness, this, this);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    Map<SeriesMeasure, Double> observed() {
      Map<SeriesMeasure, Double> observed = new TreeMap<>();
      counts.forEach(count -> observed.put(count.measure(), count.count()));
      return observed;
    }

    @Override
    public HourCounts get(int hour) {
      return hours.get(hour);
    }

    @Override
    public void forgetBefore(int hour) {
      hours.headMap(hour).clear();
    }

    @Override
    public void count(SeriesCount count) {
      counts.add(count);
    }

    @Override
    public void hour(int hour, Family family, HourCounts counts) {}
  }
}
