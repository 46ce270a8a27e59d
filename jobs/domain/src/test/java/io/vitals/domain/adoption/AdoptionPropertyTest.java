package io.vitals.domain.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitals.domain.intake.RecentRecords;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random use, late, sent again and in random batches, against the definitions over the raw records,
 * each counted once.
 */
class AdoptionPropertyTest {
  /** A Monday; America/New_York leaves daylight saving time three weeks later, on 2026-11-01. */
  private static final Instant START = Instant.parse("2026-10-12T00:00:00Z");

  private static final Set<LocalDate> HOLIDAYS =
      Set.of(LocalDate.parse("2026-11-11"), LocalDate.parse("2026-11-26"));
  private static final Set<String> KEY_FEATURES = Set.of("f1", "f3", "f19");
  private static final int DAYS = 75;

  /** Records that the window of duplicates holds; what is sent again comes within it. */
  private static final int RECENT = 400;

  @ParameterizedTest
  @CsvSource({
    "UTC, 12, 400, 1",
    "UTC, 12, 30, 2",
    "America/New_York, 40, 900, 3",
    "Asia/Kolkata, 300, 1500, 4",
    "Pacific/Auckland, 260, 1200, 5",
    "UTC, 2000, 6000, 6",
    "America/New_York, 2000, 24000, 7",
  })
  void figuresEqualTheirDefinitions(String zone, int users, int records, long seed) {
    Random random = new Random(seed);
    Simulation simulation = new Simulation(random, ZoneId.of(zone));
    List<Usage> all = randomUse(random, users, records);
    Instant now = START;
    while (simulation.next < all.size() || now.isBefore(START.plus(Duration.ofDays(DAYS)))) {
      now = now.plus(randomStep(random).multipliedBy(records > 10_000 ? 4 : 1));
      simulation.learn(all, now);
      String at = "seed %d, %s, %s".formatted(seed, zone, now);
      simulation.assertFigures(now, at);
      simulation.assertCache(at);
    }
    assertThat(simulation.known).describedAs("all was learned, once").hasSize(records);
    assertThat(simulation.dropped).describedAs("records sent again").isPositive();
  }

  @Test
  void slicesEndWithTheirDays() {
    Random random = new Random(11);
    Simulation simulation = new Simulation(random, ZoneId.of("UTC"));
    List<Usage> all = randomUse(random, 30, 3000);
    Instant now = START;
    int most = 0;
    while (now.isBefore(START.plus(Duration.ofDays(DAYS)))) {
      now = now.plus(Duration.ofHours(5));
      simulation.learn(all, now);
      simulation.account.at(now);
      most = Math.max(most, simulation.account.slices.byDay.size());
      int today = Days.UTC.dayOf(now);
      assertThat(simulation.account.slices.byDay.values())
          .describedAs("seed 11, %s", now)
          .allMatch(slice -> slice.epochDay() >= today - ClosedDays.DAYS)
          .allMatch(slice -> slice.hours() == null == slice.epochDay() <= today - 4);
    }
    assertThat(most).describedAs("use on every day fills all slices").isEqualTo(42);

    simulation.account.at(now.plus(Duration.ofDays(60)));

    assertThat(simulation.account.slices.byDay).isEmpty();
  }

  private static Duration randomStep(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> Duration.ofDays(1 + random.nextInt(3));
      case 1, 2 -> Duration.ofMinutes(1 + random.nextInt(90));
      default -> Duration.ofMinutes(60 + random.nextInt(900));
    };
  }

  /** In the order in which it is learned; some days, some users and some features are quiet. */
  private static List<Usage> randomUse(Random random, int users, int records) {
    List<Usage> all = new ArrayList<>();
    boolean[] quiet = new boolean[DAYS];
    for (int day = 0; day < DAYS; day++) {
      quiet[day] = records < 3000 && random.nextInt(4) == 0;
    }
    while (all.size() < records) {
      long offset = (long) (random.nextDouble() * Duration.ofDays(DAYS).toMillis());
      int day = (int) Duration.ofMillis(offset).toDays();
      if (!quiet[day]) {
        Instant at = START.plusMillis(offset);
        int activeUsers = day < 35 ? users : Math.max(1, users / 8);
        long user = mix(random.nextInt(activeUsers));
        int features = day < 35 ? 20 : 6;
        all.add(
            new Usage(
                at,
                at.plus(randomLag(random)),
                1 + random.nextInt(3),
                day % 9 == 0 ? null : (Long) user,
                random.nextInt(3) == 0 ? null : "f" + random.nextInt(features)));
      }
    }
    all.sort(Comparator.comparing(Usage::learned));
    return all;
  }

  /** From 10 minutes ahead to 3 days behind, mostly soon. */
  private static Duration randomLag(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> Duration.ofMinutes(random.nextInt(3 * 24 * 60));
      case 1 -> Duration.ofMinutes(-random.nextInt(10));
      default -> Duration.ofSeconds(random.nextInt(1200));
    };
  }

  private static long mix(long id) {
    return new Random(id * 7919 + 13).nextLong();
  }

  /** An account that learns records as time moves on, and remembers them for the comparison. */
  private static final class Simulation {
    final Random random;
    final Account account;
    final ZoneId zone;
    final List<Usage> known = new ArrayList<>();
    final Map<LocalDate, List<Usage>> knownByDay = new HashMap<>();
    final RecentRecords recent = new RecentRecords(RECENT);
    final List<Integer> sent = new ArrayList<>();
    List<Usage> ahead = new ArrayList<>();
    int next;
    int dropped;

    Simulation(Random random, ZoneId zone) {
      this.random = random;
      this.zone = zone;
      this.account = new Account(new Adoption(new Days(zone), new WorkingDays(HOLIDAYS)));
    }

    /** In random batches and order; what is of an hour not yet begun waits. */
    void learn(List<Usage> all, Instant now) {
      List<Usage> arrived = ahead;
      while (next < all.size() && all.get(next).learned().isBefore(now)) {
        arrive(all, next++, arrived);
        if (random.nextInt(4) == 0) {
          int back = random.nextInt(Math.min(RECENT, sent.size()));
          arrive(all, sent.get(sent.size() - 1 - back), arrived);
        }
      }
      ahead = new ArrayList<>();
      Map<String, UsageAccumulator> batches = new HashMap<>();
      Collections.shuffle(arrived, random);
      for (Usage usage : arrived) {
        if (usage.eventHour() > Days.hourOf(now.toEpochMilli())) {
          ahead.add(usage);
        } else {
          known.add(usage);
          knownByDay
              .computeIfAbsent(NaiveAdoption.dayOf(usage.at(), zone), day -> new ArrayList<>())
              .add(usage);
          String key = usage.eventHour() + "/" + usage.ingestHour() + "/" + random.nextInt(2);
          batches
              .computeIfAbsent(
                  key, k -> new UsageAccumulator("acme:1", usage.eventHour(), usage.ingestHour()))
              .add(usage.event());
        }
      }
      List<UsageAccumulator> flushed = new ArrayList<>(batches.values());
      Collections.shuffle(flushed, random);
      for (UsageAccumulator batch : flushed) {
        if (random.nextInt(20) == 0) {
          account.at(now);
        }
        account.apply(batch.toDelta(), KEY_FEATURES);
      }
    }

    /** A record reaches the account unless it is recognised as sent before. */
    void arrive(List<Usage> all, int index, List<Usage> arrived) {
      if (recent.add(mix(index))) {
        sent.add(index);
        arrived.add(all.get(index));
      } else {
        dropped++;
      }
    }

    void assertFigures(Instant now, String at) {
      AdoptionView view = account.at(now);
      NaiveAdoption naive = new NaiveAdoption(knownByDay, zone, HOLIDAYS, now);
      assertThat(view.events1d()).describedAs(at).isEqualTo(naive.events(1));
      assertThat(view.events7d()).describedAs(at).isEqualTo(naive.events(7));
      assertThat(view.events28d()).describedAs(at).isEqualTo(naive.events(28));
      assertThat(boxed(view.distinctUsers1d())).describedAs(at).isEqualTo(naive.distinctUsers(1));
      assertThat(boxed(view.distinctUsers7d())).describedAs(at).isEqualTo(naive.distinctUsers(7));
      assertThat(boxed(view.distinctUsers28d())).describedAs(at).isEqualTo(naive.distinctUsers(28));
      Double stickiness = naive.stickiness();
      assertThat(view.stickiness().isPresent()).describedAs(at).isEqualTo(stickiness != null);
      if (stickiness != null) {
        assertThat(view.stickiness().getAsDouble())
            .describedAs(at)
            .isCloseTo(stickiness, within(1e-9));
      }
      Set<String> features = naive.features();
      assertThat(view.keyFeaturesUsed(KEY_FEATURES))
          .describedAs(at)
          .isEqualTo((int) KEY_FEATURES.stream().filter(features::contains).count());
      assertThat(view.activeDaysRatio().getAsDouble())
          .describedAs(at)
          .isCloseTo(naive.activeDaysRatio(), within(1e-9));
      assertThat(view.activeWeeksOf4()).describedAs(at).isEqualTo(naive.activeWeeksOf4());
      Double trend = naive.usageTrendRatio();
      assertThat(view.usageTrendRatio().isPresent()).describedAs(at).isEqualTo(trend != null);
      if (trend != null) {
        assertThat(view.usageTrendRatio().getAsDouble())
            .describedAs(at)
            .isCloseTo(trend, within(1e-9));
      }
      assertTimes(view, now, at);
    }

    void assertTimes(AdoptionView view, Instant now, String at) {
      List<Instant> times = known.stream().map(Usage::at).sorted().toList();
      assertThat(view.firstEvent().isPresent()).describedAs(at).isEqualTo(!times.isEmpty());
      if (!times.isEmpty()) {
        assertThat(view.firstEvent()).describedAs(at).contains(times.get(0));
        assertThat(view.lastEvent()).describedAs(at).contains(times.get(times.size() - 1));
        double tenure = Duration.between(times.get(0), now).toMillis() / 86_400_000.0;
        assertThat(view.tenureDays().getAsDouble()).isCloseTo(Math.max(0, tenure), within(1e-9));
      }
      assertThat(view.lastIngest())
          .describedAs(at)
          .isEqualTo(known.stream().map(Usage::learned).max(Comparator.naturalOrder()));
      assertThat(view.firstKeyEvent())
          .describedAs(at)
          .isEqualTo(
              known.stream()
                  .filter(usage -> KEY_FEATURES.contains(String.valueOf(usage.feature())))
                  .map(usage -> Instant.ofEpochSecond(usage.eventHour() * 3600L))
                  .min(Comparator.naturalOrder())
                  .map(hour -> hour.isBefore(times.get(0)) ? times.get(0) : hour));
    }

    void assertCache(String at) {
      ClosedDays cached = account.slices.closedDays();
      ClosedDays recomputed = ClosedDays.of(account.slices, account.state.today());
      assertThat(cached.today()).describedAs(at).isEqualTo(account.state.today());
      assertThat(cached.users().isExact()).describedAs(at).isEqualTo(recomputed.users().isExact());
      assertThat(cached.users().week(cached.today()).count())
          .describedAs(at)
          .isEqualTo(recomputed.users().week(cached.today()).count());
      assertThat(cached.users().month(cached.today()).count())
          .describedAs(at)
          .isEqualTo(recomputed.users().month(cached.today()).count());
      // The bytes of equal sketches may differ; what they count was just compared.
      assertThat(cached)
          .describedAs(at)
          .usingRecursiveComparison()
          .ignoringFields("users.week", "users.month")
          .isEqualTo(recomputed);
    }

    private static Long boxed(OptionalLong value) {
      return value.isPresent() ? (Long) value.getAsLong() : null;
    }
  }

  @Test
  void simulationCoversWhatItClaims() {
    Random random = new Random(7);
    List<Usage> all = randomUse(random, 2000, 24000);

    assertThat(all.stream().anyMatch(usage -> usage.delta().isLateCorrection())).isTrue();
    assertThat(all.stream().anyMatch(usage -> usage.learned().isBefore(usage.at()))).isTrue();
    Map<Long, Set<Long>> usersPerDay =
        all.stream()
            .filter(usage -> usage.user() != null)
            .collect(
                Collectors.groupingBy(
                    usage -> usage.at().toEpochMilli() / 86_400_000,
                    Collectors.mapping(Usage::user, Collectors.toSet())));
    assertThat(usersPerDay.values().stream().map(Set::size).toList())
        .describedAs("days with sketches and days without")
        .anyMatch(users -> users > UserSet.EXACT_LIMIT)
        .anyMatch(users -> users <= UserSet.EXACT_LIMIT);
  }
}
