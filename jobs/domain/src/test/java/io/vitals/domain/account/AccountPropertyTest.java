package io.vitals.domain.account;

import static io.vitals.domain.account.Rows.CHANGED;
import static io.vitals.domain.account.Rows.LEARNED;
import static io.vitals.domain.account.Rows.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.AccountChange;
import io.vitals.schemas.Operation;
import io.vitals.schemas.SubscriptionChange;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AccountPropertyTest {
  private static final int RUNS = 300;
  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  @Test
  void equalsASortThenFoldOfAllRows() {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      List<SubscriptionChange> changes = distinctContents(changes(random, 40));
      AccountState state = fold(withDuplicates(changes, random));
      NaiveAccount naive = new NaiveAccount(changes, ZONE);
      for (int i = 0; i < 40; i++) {
        LocalDate day = TODAY.plusDays(random.nextInt(800) - 400);
        AccountView view = state.at(day);
        String at = "seed " + seed + " on " + day;
        assertThat(view.activeSubscriptions()).as(at).isEqualTo(naive.activeOn(day));
        assertThat(view.arrMinor()).as(at).isEqualTo(naive.arrOn(day));
        int unknown = naive.withoutAmountOn(day);
        assertThat(view.subscriptionsWithoutAmount()).as(at).isEqualTo(unknown);
        assertThat(state.arrOn(day)).as(at).isEqualTo(unknown > 0 ? null : naive.arrOn(day));
        assertThat(view.seats()).as(at).isEqualTo(naive.seatsOn(day));
        assertThat(view.noticeKnown()).as(at).isEqualTo(naive.noticeKnownOn(day));
        assertThat(view.noticedArrMinor()).as(at).isEqualTo(naive.noticedOn(day));
        assertThat(view.renewalDate()).as(at).isEqualTo(naive.renewalOn(day));
      }
    }
  }

  @Test
  void everyOrderOfArrivalEndsTheSame() {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      List<SubscriptionChange> changes = changes(random, 30);
      AccountState first = fold(changes);
      for (int order = 0; order < 5; order++) {
        assertThat(fold(withDuplicates(changes, random))).as("seed %d", seed).isEqualTo(first);
      }
    }
  }

  @Test
  void everyOrderOfAmountsEndsTheSameBeyondTheBound() {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      List<SubscriptionChange> changes = new ArrayList<>();
      for (int version = 0; version < 80; version++) {
        SubscriptionChange.Builder change = random(random, "s", version);
        changes.add(change.setArrMinor(1_000_000L + version).setReportingRate(null).build());
      }
      AccountState first = fold(changes);
      assertThat(fold(withDuplicates(changes, random))).as("seed %d", seed).isEqualTo(first);
      NaiveAccount naive = new NaiveAccount(changes, ZONE);
      for (int age = -200; age < 200; age++) {
        LocalDate day = TODAY.minusDays(age);
        assertThat(first.arrOn(day)).as("seed %d, %s", seed, day).isEqualTo(naive.arrOn(day));
      }
    }
  }

  @Test
  void theCurrentAmountIsTheNewestInEveryOrderThoughAmountsRepeat() {
    LocalDate afterAllChanges = LocalDate.ofInstant(CHANGED, ZONE).plusDays(400);
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      List<SubscriptionChange> changes = new ArrayList<>();
      long amount = 0;
      for (int version = 0; version < 80; version++) {
        boolean repeatsEarlier = version == 79 || (seed % 2 == 0 && random.nextInt(9) == 0);
        amount = repeatsEarlier ? 1_000 + version - 2 - random.nextInt(4) : 1_000 + version;
        changes.add(
            Rows.subscription("s", version)
                .setEventTime(CHANGED.plus(Duration.ofDays(version)))
                .setArrMinor(amount)
                .build());
      }
      AccountState state = fold(withDuplicates(changes, random));
      assertThat(state.arrOn(afterAllChanges)).as("seed %d", seed).isEqualTo(amount);
    }
  }

  @Test
  void everyOrderOfCrmRowsEndsWithTheGreatest() {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      List<AccountChange> changes = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        changes.add(
            Rows.account(random.nextInt(4))
                .setSourceEpoch(random.nextInt(2))
                .setOp(Operation.values()[random.nextInt(4)])
                .setName(random.nextBoolean() ? null : "n" + random.nextInt(2))
                .setOwnerId(random.nextBoolean() ? null : "o" + random.nextInt(2))
                .setRenewalDate(random.nextBoolean() ? null : TODAY.plusDays(random.nextInt(2)))
                .setIngestTime(LEARNED.plusSeconds(random.nextInt(3)))
                .build());
      }
      AccountState first = AccountState.empty();
      for (AccountChange change : changes) {
        first = first.with(change);
      }
      for (int order = 0; order < 5; order++) {
        Collections.shuffle(changes, random);
        AccountState state = AccountState.empty();
        for (AccountChange change : changes) {
          state = state.with(change);
        }
        assertThat(state).as("seed %d", seed).isEqualTo(first);
      }
      AccountChange greatest =
          Collections.max(
              changes,
              Comparator.comparing(AccountChange::getSourceEpoch)
                  .thenComparing(AccountChange::getSourceVersion)
                  .thenComparing(c -> "SCUD".indexOf(c.getOp().name().charAt(0))));
      assertThat(first.crm().get(0).stamp().version())
          .as("seed %d", seed)
          .isEqualTo(greatest.getSourceVersion());
      assertThat(first.at(TODAY).crm().isEmpty())
          .as("seed %d", seed)
          .isEqualTo(greatest.getOp() == Operation.DELETE);
    }
  }

  @Test
  void walkingByTheTimerSeesEveryDay() {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      AccountState state = fold(changes(random, 20));
      LocalDate day = TODAY.minusDays(500);
      AccountView timed = state.at(day);
      LocalDate timer = state.nextChange(day).orElse(LocalDate.MAX);
      while (day.isBefore(TODAY.plusDays(900))) {
        day = day.plusDays(1);
        if (day.equals(timer)) {
          timed = state.at(day);
          timer = state.nextChange(day).orElse(LocalDate.MAX);
        }
        assertThat(on(TODAY, timed))
            .as("seed %d on %s", seed, day)
            .isEqualTo(on(TODAY, state.at(day)));
      }
    }
  }

  private static AccountView on(LocalDate day, AccountView view) {
    return new AccountView(
        day,
        view.crm(),
        view.crmProvenance(),
        view.activeSubscriptions(),
        view.arrMinor(),
        view.subscriptionsWithoutAmount(),
        view.seats(),
        view.renewalDate(),
        view.noticeKnown(),
        view.silentSubscriptions(),
        view.noticedArrMinor(),
        view.subscriptionProvenance(),
        view.subscribedSince());
  }

  private static AccountState fold(List<SubscriptionChange> changes) {
    AccountState state = AccountState.empty();
    for (SubscriptionChange change : changes) {
      state = state.with(change, ZONE);
    }
    return state;
  }

  private static List<SubscriptionChange> withDuplicates(
      List<SubscriptionChange> changes, Random random) {
    List<SubscriptionChange> all = new ArrayList<>(changes);
    for (int i = 0; i < changes.size() / 3; i++) {
      all.add(changes.get(random.nextInt(changes.size())));
    }
    Collections.shuffle(all, random);
    return all;
  }

  /** Few ids and versions, so that versions collide. */
  private static List<SubscriptionChange> changes(Random random, int count) {
    List<SubscriptionChange> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      changes.add(random(random, "s" + random.nextInt(4), random.nextInt(6)).build());
    }
    return changes;
  }

  /** One content for each version and operation. */
  private static List<SubscriptionChange> distinctContents(List<SubscriptionChange> changes) {
    Map<List<Object>, SubscriptionChange> contents = new HashMap<>();
    for (SubscriptionChange c : changes) {
      contents.put(
          List.of(
              c.getSource(),
              c.getSubscriptionId(),
              c.getSourceEpoch(),
              c.getSourceVersion(),
              c.getOp()),
          c);
    }
    return contents.values().stream().collect(Collectors.toCollection(ArrayList::new));
  }

  private static SubscriptionChange.Builder random(Random random, String id, long version) {
    int op = random.nextInt(10);
    return Rows.subscription(id, version)
        .setSource(random.nextInt(8) == 0 ? "billing" : "crm")
        .setSourceEpoch(random.nextInt(8) == 0 ? 1 : 0)
        .setOp(op < 7 ? Operation.UPDATE : Operation.values()[op - 7 == 1 ? 3 : op - 7])
        .setIngestTime(LEARNED.plusSeconds(random.nextInt(5)))
        .setEventTime(CHANGED.plus(Duration.ofHours(random.nextInt(4000))))
        .setArrMinor(random.nextInt(4) == 0 ? null : Long.valueOf(random.nextInt(5) * 33L))
        .setReportingRate(random.nextBoolean() ? null : (Double) 1.087654)
        .setSeats(random.nextInt(3) == 0 ? null : Integer.valueOf(random.nextInt(50)))
        .setStartDate(TODAY.plusDays(random.nextInt(600) - 400))
        .setEndDate(someDay(random))
        .setRenewalDate(someDay(random))
        .setNoticeDate(random.nextInt(4) == 0 ? someDay(random) : null)
        .setAutoRenew(random.nextInt(3) == 0 ? null : Boolean.valueOf(random.nextBoolean()));
  }

  private static LocalDate someDay(Random random) {
    return random.nextInt(3) == 0 ? null : TODAY.plusDays(random.nextInt(800) - 200);
  }
}
