package io.vitals.domain.account;

import static io.vitals.domain.account.Rows.CHANGED;
import static io.vitals.domain.account.Rows.LEARNED;
import static io.vitals.domain.account.Rows.TODAY;
import static io.vitals.domain.account.Rows.UTC;
import static io.vitals.domain.account.Rows.account;
import static io.vitals.domain.account.Rows.subscription;
import static io.vitals.schemas.Operation.CREATE;
import static io.vitals.schemas.Operation.DELETE;
import static io.vitals.schemas.Operation.SNAPSHOT;
import static io.vitals.schemas.Operation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.AccountChange;
import io.vitals.schemas.LifecycleStage;
import io.vitals.schemas.Operation;
import io.vitals.schemas.SubscriptionChange;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AccountStateTest {

  static Stream<Arguments> precedence() {
    return Stream.of(
        Arguments.of("greater version", 0, 1L, UPDATE, 0, 2L, UPDATE),
        Arguments.of("greater epoch, lesser version", 0, 9L, UPDATE, 1, 1L, UPDATE),
        Arguments.of("newer snapshot", 0, 1L, UPDATE, 0, 2L, SNAPSHOT),
        Arguments.of("newer delete", 0, 1L, UPDATE, 0, 2L, DELETE),
        Arguments.of("create after delete", 0, 1L, DELETE, 0, 2L, CREATE),
        Arguments.of("create against snapshot of the version", 0, 1L, SNAPSHOT, 0, 1L, CREATE),
        Arguments.of("update against create of the version", 0, 1L, CREATE, 0, 1L, UPDATE),
        Arguments.of("delete against update of the version", 0, 1L, UPDATE, 0, 1L, DELETE));
  }

  @ParameterizedTest(name = "{0} wins")
  @MethodSource("precedence")
  void theWinnerStandsInBothOrders(
      String rule,
      int epoch,
      long version,
      Operation op,
      int nextEpoch,
      long nextVersion,
      Operation nextOp) {
    SubscriptionChange loser =
        subscription("s", version).setSourceEpoch(epoch).setOp(op).setSeats(1).build();
    SubscriptionChange winner =
        subscription("s", nextVersion).setSourceEpoch(nextEpoch).setOp(nextOp).setSeats(2).build();
    AccountState inOrder = AccountState.empty().with(loser, UTC).with(winner, UTC);
    AccountState reversed = AccountState.empty().with(winner, UTC).with(loser, UTC);

    assertThat(reversed).isEqualTo(inOrder);
    assertThat(inOrder.at(TODAY).seats()).isEqualTo(nextOp == DELETE ? null : 2);

    AccountChange losing =
        account(version).setSourceEpoch(epoch).setOp(op).setTier("loser").build();
    AccountChange winning =
        account(nextVersion).setSourceEpoch(nextEpoch).setOp(nextOp).setTier("winner").build();
    AccountState crm = AccountState.empty().with(losing).with(winning);
    assertThat(AccountState.empty().with(winning).with(losing)).isEqualTo(crm);
    assertThat(crm.at(TODAY).crm().map(CrmRow::tier).orElse(null))
        .isEqualTo(nextOp == DELETE ? null : "winner");
  }

  @Test
  void theSameVersionAgainChangesNothing() {
    AccountState state =
        AccountState.empty().with(account(3).build()).with(subscription("s", 3).build(), UTC);

    assertThat(state.with(subscription("s", 3).build(), UTC)).isSameAs(state);
    assertThat(
            state.with(
                subscription("s", 3).setIngestTime(LEARNED.plus(Duration.ofHours(1))).build(), UTC))
        .isSameAs(state);
    assertThat(state.with(account(3).build())).isSameAs(state);
    assertThat(state.with(account(2).build())).isSameAs(state);
  }

  @Test
  void twoContentsOfOneVersionEndTheSameInEveryOrder() {
    List<SubscriptionChange> contents =
        List.of(
            subscription("s", 1).build(),
            subscription("s", 1).setSeats(1).build(),
            subscription("s", 1).setStartDate(TODAY).build(),
            subscription("s", 1).setEndDate(TODAY).build(),
            subscription("s", 1).setRenewalDate(TODAY).build(),
            subscription("s", 1).setNoticeDate(TODAY).build(),
            subscription("s", 1).setAutoRenew(true).build(),
            subscription("s", 1).setArrMinor(null).build(),
            subscription("s", 1).setEventTime(CHANGED.plusSeconds(1)).build());
    for (SubscriptionChange a : contents) {
      for (SubscriptionChange b : contents) {
        assertThat(AccountState.empty().with(a, UTC).with(b, UTC))
            .isEqualTo(AccountState.empty().with(b, UTC).with(a, UTC));
      }
    }
  }

  @Test
  void twoCrmContentsOfOneVersionEndTheSameInEveryOrder() {
    List<AccountChange> contents =
        List.of(
            account(1).build(),
            account(1).setName("other").build(),
            account(1).setTier("pro").build(),
            account(1).setSegment("smb").build(),
            account(1).setRegion("emea").build(),
            account(1).setIndustry("retail").build(),
            account(1).setProduct("core").build(),
            account(1).setImplementationType("guided").build(),
            account(1).setOwnerId("o").build(),
            account(1).setLifecycleStage(LifecycleStage.MATURE).build(),
            account(1).setParentAccountId("t:p").build(),
            account(1).setControlArrMinor(1L).build(),
            account(1).setCurrency("EUR").build(),
            account(1).setCustomerSince(TODAY).build(),
            account(1).setRenewalDate(TODAY).build(),
            account(1).setEventTime(CHANGED.plusSeconds(1)).build(),
            account(1).setSource("other").build());
    for (AccountChange a : contents) {
      for (AccountChange b : contents) {
        assertThat(AccountState.empty().with(a).with(b))
            .isEqualTo(AccountState.empty().with(b).with(a));
      }
    }
  }

  @Test
  void aRowIsAWholeImage() {
    AccountState state =
        Rows.of(
            subscription("s", 1).setSeats(5).setRenewalDate(TODAY.plusDays(9)),
            subscription("s", 2).setSeats(null));

    assertThat(state.at(TODAY).seats()).isNull();
    assertThat(state.at(TODAY).renewalDate()).isNull();
  }

  @Test
  void theSameIdOfTwoSourcesIsTwoSubscriptions() {
    AccountState state = Rows.of(subscription("s", 1), subscription("s", 1).setSource("billing"));

    assertThat(state.at(TODAY).activeSubscriptions()).isEqualTo(2);
  }

  @Test
  void tombstonesOfTheNewestDeletesAreKept() {
    AccountState state = Rows.of(subscription("living", 1));
    int deletes = AccountState.TOMBSTONES + 3;
    for (int i = 0; i < deletes; i++) {
      state =
          state.with(
              subscription("s" + i, 2).setOp(DELETE).setEventTime(CHANGED.plusSeconds(i)).build(),
              UTC);
    }

    assertThat(state.subscriptions()).hasSize(AccountState.TOMBSTONES + 1);
    assertThat(state.with(subscription("s3", 1).build(), UTC).at(TODAY).activeSubscriptions())
        .as("a late row of a remembered delete")
        .isEqualTo(1);
    assertThat(state.with(subscription("s2", 1).build(), UTC).at(TODAY).activeSubscriptions())
        .as("a late row of a forgotten delete counts as what it says")
        .isEqualTo(2);
  }

  @Test
  void nullComponentsAreRestoredAsEmpty() {
    assertThat(new AccountState(null, null)).isEqualTo(AccountState.empty());
    assertThat(
            new SubscriptionRow(null, null, null, null, 0, null, null, null, null, null).amounts())
        .isEmpty();
  }

  @Test
  void usageIsPlacedAgainstTheSubscriptionItNames() {
    LocalDate start = TODAY.minusDays(10);
    LocalDate end = TODAY.plusDays(10);
    AccountState state =
        Rows.of(
            subscription("s", 1).setStartDate(start).setEndDate(end),
            subscription("running", 1).setStartDate(start),
            subscription("gone", 1).setOp(DELETE));

    assertThat(state.placeUsage("s", start.minusDays(1)))
        .isEqualTo(UsagePlacement.BEFORE_SUBSCRIPTION);
    assertThat(state.placeUsage("s", start)).isEqualTo(UsagePlacement.INSIDE);
    assertThat(state.placeUsage("s", end)).isEqualTo(UsagePlacement.INSIDE);
    assertThat(state.placeUsage("s", end.plusDays(1))).isEqualTo(UsagePlacement.AFTER_SUBSCRIPTION);
    assertThat(state.placeUsage("running", end.plusYears(9))).isEqualTo(UsagePlacement.INSIDE);
    assertThat(state.placeUsage("unknown", TODAY)).isEqualTo(UsagePlacement.BEFORE_SUBSCRIPTION);
    assertThat(state.placeUsage("gone", TODAY)).isEqualTo(UsagePlacement.BEFORE_SUBSCRIPTION);
  }

  @Test
  void usageInsideAnySourcesSubscriptionIsInside() {
    AccountState state =
        Rows.of(
            subscription("s", 1).setEndDate(TODAY.minusDays(5)),
            subscription("s", 1).setSource("other").setStartDate(TODAY));

    assertThat(state.placeUsage("s", TODAY)).isEqualTo(UsagePlacement.INSIDE);
    assertThat(state.placeUsage("s", TODAY.minusDays(1)))
        .isEqualTo(UsagePlacement.AFTER_SUBSCRIPTION);
  }
}
