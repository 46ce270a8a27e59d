package io.vitals.domain.account;

import static io.vitals.domain.account.Rows.TODAY;
import static io.vitals.domain.account.Rows.noon;
import static io.vitals.domain.account.Rows.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.Operation;
import io.vitals.schemas.SubscriptionChange;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class AmountHistoryTest {
  private static final LocalDate AMENDED = TODAY.minusDays(30);

  @Test
  void seesAnAmendmentInPlace() {
    AccountState state = Rows.of(amount(1, TODAY.minusDays(300), 500L), amount(2, AMENDED, 300L));

    assertThat(state.arrOn(TODAY.minusDays(90))).isEqualTo(500L);
    assertThat(state.arrOn(AMENDED.minusDays(1))).isEqualTo(500L);
    assertThat(state.arrOn(AMENDED)).isEqualTo(300L);
    assertThat(state.arrOn(TODAY)).isEqualTo(state.at(TODAY).arrMinor()).isEqualTo(300L);
  }

  @Test
  void anAmountThatComesLateStillEntersTheHistory() {
    AccountState state = Rows.of(amount(2, AMENDED, 300L), amount(1, TODAY.minusDays(300), 500L));

    assertThat(state.arrOn(TODAY.minusDays(90))).isEqualTo(500L);
    assertThat(state.arrOn(TODAY)).isEqualTo(300L);
  }

  @Test
  void theOldestAmountReachesBackToTheStartAndNoFurther() {
    AccountState state = Rows.of(amount(7, AMENDED, 300L));

    assertThat(state.arrOn(Rows.SIGNED)).isEqualTo(300L);
    assertThat(state.arrOn(Rows.SIGNED.minusDays(1))).isNull();
  }

  @Test
  void theGreaterVersionWinsOverTheLaterDay() {
    AccountState state = Rows.of(amount(1, AMENDED.plusDays(5), 500L), amount(2, AMENDED, 300L));

    assertThat(state.arrOn(TODAY)).isEqualTo(300L);
  }

  @Test
  void anUnknownAmountIsUnknownOnItsDays() {
    AccountState state =
        Rows.of(
            amount(1, TODAY.minusDays(300), 500L),
            amount(2, AMENDED, null),
            amount(3, TODAY, 300L));

    assertThat(state.arrOn(AMENDED)).isNull();
    assertThat(state.arrOn(AMENDED.minusDays(1))).isEqualTo(500L);
    assertThat(state.arrOn(TODAY)).isEqualTo(300L);
  }

  @Test
  void aRevivedSubscriptionRemembers() {
    AccountState state =
        Rows.of(
            amount(1, TODAY.minusDays(300), 500L),
            amount(2, AMENDED, 500L).setOp(Operation.DELETE),
            amount(3, TODAY, 300L));

    assertThat(state.arrOn(AMENDED)).isEqualTo(500L);
    assertThat(state.arrOn(TODAY)).isEqualTo(300L);
  }

  @Test
  void keepsTheNewestVersions() {
    AccountState state = AccountState.empty();
    int versions = AmountVersion.REMEMBERED + 8;
    for (int version = 1; version <= versions; version++) {
      state =
          state.with(
              amount(version, TODAY.minusDays(versions - version), 1000L + version).build(),
              Rows.UTC);
    }

    assertThat(state.subscriptions().get(0).amounts())
        .hasSize(AmountVersion.REMEMBERED)
        .first()
        .extracting(AmountVersion::version)
        .isEqualTo(9L);
    assertThat(state.arrOn(TODAY)).isEqualTo(1000L + versions);
  }

  @Test
  void aRowTouchedEveryNightDoesNotForgetWhatItCost() {
    AccountState state = AccountState.empty();
    for (int age = 200; age >= 0; age--) {
      long amount = age > 100 ? 500L : age > 50 ? 400L : 300L;
      state = state.with(amount(1000 - age, TODAY.minusDays(age), amount).build(), Rows.UTC);
    }

    assertThat(state.subscriptions().get(0).amounts()).hasSize(AmountVersion.REMEMBERED);
    for (int age = 0; age <= 200; age++) {
      assertThat(state.arrOn(TODAY.minusDays(age)))
          .as("%d days ago", age)
          .isEqualTo(age > 100 ? 500L : age > 50 ? 400L : 300L);
    }
  }

  @Test
  void aRepetitionDatedBackIsNotOneToForget() {
    AccountState state =
        Rows.of(
            amount(1, TODAY.minusDays(200), 400L),
            amount(2, TODAY.minusDays(100), 500L),
            amount(3, TODAY.minusDays(120), 500L));
    for (int version = 4; version <= AmountVersion.REMEMBERED + 1; version++) {
      state = state.with(amount(version, AMENDED, 1000L + version).build(), Rows.UTC);
    }

    assertThat(state.subscriptions().get(0).amounts()).hasSize(AmountVersion.REMEMBERED);
    assertThat(state.arrOn(TODAY.minusDays(110))).isEqualTo(500L);
  }

  private static SubscriptionChange.Builder amount(long version, LocalDate day, Long minor) {
    return subscription("s", version).setEventTime(noon(day)).setArrMinor(minor);
  }
}
