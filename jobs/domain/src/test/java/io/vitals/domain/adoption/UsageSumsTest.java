package io.vitals.domain.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.TelemetryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class UsageSumsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final long SEED = 20261125;

  private final Random random = new Random(SEED);

  /** What a set of deltas says of one account, event hour and ingest hour. */
  private record Total(long events, TreeSet<String> features, TreeSet<Long> users) {
    private Total() {
      this(0, new TreeSet<>(), new TreeSet<>());
    }

    private Total with(long quantity, List<String> moreFeatures, List<Long> moreUsers) {
      features.addAll(moreFeatures);
      users.addAll(moreUsers);
      return new Total(events + quantity, features, users);
    }
  }

  @Test
  void whateverIsTakenWhenTheSumsAreThoseOfTheRecords() {
    UsageSums sums = new UsageSums();
    Map<String, Total> expected = new TreeMap<>();
    List<UsageDelta> taken = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      Instant learned = NOON.plusSeconds(i);
      TelemetryEvent event = event(learned.minusSeconds(random.nextInt(9_000)), learned);
      sums.add(event, learned.toEpochMilli());
      expected.merge(
          key(
              event.getAccountId(),
              Days.hourOf(event.getEventTime().toEpochMilli()),
              Days.hourOf(learned.toEpochMilli())),
          new Total()
              .with(event.getQuantity(), List.of(event.getFeature()), List.of(event.getUserHash())),
          (one, other) ->
              one.with(other.events(), List.copyOf(other.features()), List.copyOf(other.users())));
      if (random.nextInt(500) == 0) {
        sums.takeAll(taken::add);
        assertThat(sums.estimatedBytes()).isZero();
      } else if (random.nextInt(500) == 0) {
        sums.takeBegunBy(learned, taken::add);
      }
    }
    sums.takeAll(taken::add);

    Map<String, Total> summed = new TreeMap<>();
    for (UsageDelta delta : taken) {
      summed.merge(
          key(delta.accountId(), delta.eventHour(), delta.ingestHour()),
          new Total()
              .with(
                  delta.events(),
                  List.of(delta.features()),
                  Arrays.stream(delta.users()).boxed().toList()),
          (one, other) ->
              one.with(other.events(), List.copyOf(other.features()), List.copyOf(other.users())));
    }
    assertThat(summed).describedAs("seed " + SEED).isEqualTo(expected);
  }

  @Test
  void anHourToComeIsNotTaken() {
    UsageSums sums = new UsageSums();
    sums.add(event(NOON, NOON), NOON.toEpochMilli());
    Instant nextHour = NOON.plus(Duration.ofHours(1));
    sums.add(event(nextHour, NOON), NOON.toEpochMilli());
    List<UsageDelta> taken = new ArrayList<>();

    sums.takeBegunBy(nextHour.minusMillis(1), taken::add);
    assertThat(taken)
        .extracting(UsageDelta::eventHour)
        .containsExactly(Days.hourOf(NOON.toEpochMilli()));

    sums.takeBegunBy(nextHour, taken::add);
    assertThat(taken).hasSize(2);
    sums.takeAll(delta -> assertThat(delta).describedAs("left over").isNull());
  }

  @Test
  void whatItHoldsGrowsWithUsersAndNamesAndEndsWithThem() {
    UsageSums sums = new UsageSums();
    sums.add(event(NOON, NOON), NOON.toEpochMilli());
    long one = sums.estimatedBytes();
    for (int i = 0; i < 1_000; i++) {
      TelemetryEvent event = event(NOON, NOON);
      event.setAccountId("acme:1");
      event.setFeature("feature " + i);
      event.setUserHash((long) i);
      sums.add(event, NOON.toEpochMilli());
    }
    assertThat(sums.estimatedBytes()).isGreaterThan(one + 1_000 * (Long.BYTES + 100));

    sums.takeBegunBy(NOON, delta -> {});
    sums.takeAll(delta -> assertThat(delta).describedAs("left over").isNull());
    assertThat(sums.estimatedBytes()).isZero();
  }

  private TelemetryEvent event(Instant at, Instant learned) {
    TelemetryEvent event =
        TelemetryEvent.newBuilder(
                Usage.at(at.toString())
                    .times(random.nextInt(9))
                    .by(random.nextInt(40))
                    .of("feature " + random.nextInt(12))
                    .learnedAt(learned.toString())
                    .event())
            .build();
    event.setAccountId("acme:" + random.nextInt(5));
    return event;
  }

  private static String key(String account, int eventHour, int ingestHour) {
    return account + " " + eventHour + " " + ingestHour;
  }
}
