package io.vitals.domain.account;

import static io.vitals.domain.account.Rows.CHANGED;
import static io.vitals.domain.account.Rows.LEARNED;
import static io.vitals.domain.account.Rows.SIGNED;
import static io.vitals.domain.account.Rows.TODAY;
import static io.vitals.domain.account.Rows.UTC;
import static io.vitals.domain.account.Rows.account;
import static io.vitals.domain.account.Rows.subscription;
import static io.vitals.schemas.Operation.DELETE;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.change.Provenance;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.SubscriptionChange;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AccountViewTest {
  private static final LocalDate YESTERDAY = TODAY.minusDays(1);
  private static final LocalDate TOMORROW = TODAY.plusDays(1);
  private static final LocalDate IN_180_DAYS = TODAY.plusDays(180);
  private static final LocalDate IN_181_DAYS = TODAY.plusDays(181);

  @Test
  void nothingKnownIsUnknownNotZero() {
    AccountView view = AccountState.empty().at(TODAY);

    assertThat(view.active()).isFalse();
    assertThat(view.crm()).isEmpty();
    assertThat(view.crmProvenance()).isEmpty();
    assertThat(view.arrMinor()).isNull();
    assertThat(view.seats()).isNull();
    assertThat(view.renewalDate()).isNull();
    assertThat(view.noticeKnown()).isFalse();
    assertThat(view.noticedArrMinor()).isNull();
    assertThat(view.subscriptionProvenance()).isEmpty();
  }

  static Stream<Arguments> terms() {
    return Stream.of(
        Arguments.of("starts today", TODAY, null, true),
        Arguments.of("starts tomorrow", TOMORROW, null, false),
        Arguments.of("ends tomorrow", SIGNED, TOMORROW, true),
        Arguments.of("ends today", SIGNED, TODAY, false),
        Arguments.of("ended before it began", TODAY, YESTERDAY, false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("terms")
  void isActiveFromItsStartToBeforeItsEnd(
      String term, LocalDate start, LocalDate end, boolean active) {
    AccountView view = Rows.of(subscription("s", 1).setStartDate(start).setEndDate(end)).at(TODAY);

    assertThat(view.active()).isEqualTo(active);
    assertThat(view.arrMinor()).isEqualTo(active ? 100_000L : null);
  }

  @Test
  void sumsWhatIsKnownOfActiveSubscriptionsTrialsIncluded() {
    AccountView view =
        Rows.of(
                subscription("a", 1).setSeats(10),
                subscription("b", 1).setArrMinor(null).setSeats(5),
                subscription("c", 1).setArrMinor(0L).setTrial(true),
                subscription("d", 1).setCurrency("EUR").setReportingRate(1.1),
                subscription("ended", 1).setSeats(100).setEndDate(TODAY),
                subscription("deleted", 1).setSeats(100).setOp(DELETE))
            .at(TODAY);

    assertThat(view.activeSubscriptions()).isEqualTo(4);
    assertThat(view.arrMinor()).isEqualTo(210_000L);
    assertThat(view.subscriptionsWithoutAmount()).isEqualTo(1);
    assertThat(view.seats()).isEqualTo(15);
  }

  @Test
  void zeroIsKnown() {
    AccountView view = Rows.of(subscription("a", 1).setArrMinor(0L).setSeats(0)).at(TODAY);

    assertThat(view.arrMinor()).isZero();
    assertThat(view.noticedArrMinor()).isZero();
    assertThat(view.seats()).isZero();
  }

  @Test
  void seatsStopAtTheEndOfAnInt() {
    AccountView view =
        Rows.of(
                subscription("a", 1).setSeats(Integer.MAX_VALUE),
                subscription("b", 1).setSeats(Integer.MAX_VALUE))
            .at(TODAY);

    assertThat(view.seats()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void isActiveBeforeItsCrmRowAndNotByItAlone() {
    assertThat(Rows.of(subscription("s", 1)).at(TODAY).active()).isTrue();
    assertThat(AccountState.empty().with(account(1).build()).at(TODAY).active()).isFalse();
  }

  @Test
  void aDeletedCrmRowIsNotKnownButItsProvenanceIs() {
    AccountView view =
        AccountState.empty()
            .with(account(1).build())
            .with(account(2).setOp(DELETE).setIngestTime(LEARNED.plusSeconds(9)).build())
            .at(TODAY);

    assertThat(view.crm()).isEmpty();
    assertThat(view.crmProvenance().orElseThrow().ingestTime()).isEqualTo(LEARNED.plusSeconds(9));
  }

  @Test
  void theLosersDeletionAfterAMergeLeavesTheWinnersRow() {
    AccountChange winner = account(3).setAccountKey("K2").setName("Winner").build();
    AccountChange loser = account(1).setAccountKey("K1").setName("Loser").build();
    AccountChange loserDeleted = account(9).setAccountKey("K1").setOp(DELETE).build();
    AccountState merged = AccountState.empty().with(loser).with(winner).with(loserDeleted);

    assertThat(AccountState.empty().with(loserDeleted).with(winner).with(loser)).isEqualTo(merged);
    assertThat(merged.at(TODAY).crm().map(CrmRow::name)).contains("Winner");
  }

  @Test
  void ofSeveralLivingCrmRowsTheOneChangedLastIsShown() {
    AccountState state =
        AccountState.empty()
            .with(account(9).setAccountKey("K1").build())
            .with(account(1).setAccountKey("K2").setEventTime(CHANGED.plusSeconds(1)).build());

    assertThat(state.at(TODAY).crm().map(CrmRow::name)).contains("Acme 1");
  }

  @Test
  void deletedCrmKeysAreBounded() {
    AccountState state = AccountState.empty().with(account(1).build());
    for (int i = 0; i < AccountState.TOMBSTONES + 3; i++) {
      state =
          state.with(
              account(2)
                  .setAccountKey("K" + i)
                  .setOp(DELETE)
                  .setEventTime(CHANGED.plusSeconds(i))
                  .build());
    }

    assertThat(state.crm()).hasSize(AccountState.TOMBSTONES + 1);
    assertThat(state.at(TODAY).crm()).isPresent();
  }

  @Test
  void aPartOfTheAmountsIsNotComparedWithTheWhole() {
    AccountState state = Rows.of(subscription("a", 1), subscription("b", 1).setArrMinor(null));

    assertThat(state.at(TODAY).arrMinor()).isEqualTo(100_000L);
    assertThat(state.arrOn(TODAY)).isNull();
  }

  @Test
  void keepsWhatTheCrmSays() {
    CrmRow row =
        AccountState.empty()
            .with(account(1).setSegment("smb").setCustomerSince(SIGNED).build())
            .at(TODAY)
            .crm()
            .orElseThrow();

    assertThat(row.name()).isEqualTo("Acme 1");
    assertThat(row.segment()).isEqualTo("smb");
    assertThat(row.tier()).isNull();
    assertThat(row.customerSince()).contains(SIGNED);
    assertThat(row.renewalDate()).isEmpty();
  }

  static Stream<Arguments> renewals() {
    return Stream.of(
        Arguments.of("CRM's own", TODAY.plusDays(9), TOMORROW, null, TODAY.plusDays(9)),
        Arguments.of("a past one of the CRM yields", YESTERDAY, TOMORROW, null, TOMORROW),
        Arguments.of("and stays when nothing else tells", YESTERDAY, null, null, YESTERDAY),
        Arguments.of("the term's end", null, TOMORROW, null, TOMORROW),
        Arguments.of("today", null, TODAY, null, TODAY),
        Arguments.of("a past one is not the next", null, YESTERDAY, null, TODAY.plusYears(1)),
        Arguments.of("the end", null, null, TOMORROW, TOMORROW),
        Arguments.of("the nearer", null, TODAY.plusDays(9), TODAY.plusDays(3), TODAY.plusDays(3)),
        Arguments.of("the end when the term is past", null, YESTERDAY, TOMORROW, TOMORROW),
        Arguments.of("unknown", null, null, null, null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("renewals")
  void renewsOnTheNearestKnownDay(
      String rule, LocalDate crm, LocalDate renewal, LocalDate end, LocalDate expected) {
    AccountState state =
        Rows.of(
                subscription("s", 1).setRenewalDate(renewal).setEndDate(end),
                subscription("later", 1)
                    .setRenewalDate(renewal == null && end == null ? null : TODAY.plusYears(1)),
                subscription("not yet", 1).setStartDate(TOMORROW).setRenewalDate(TODAY))
            .with(account(1).setRenewalDate(crm).build());

    assertThat(state.at(TODAY).renewalDate()).isEqualTo(expected);
  }

  static Stream<Arguments> notices() {
    return Stream.of(
        Arguments.of("nothing told", null, null, null, null, false, false),
        Arguments.of("renewal date alone tells nothing", TOMORROW, null, null, null, false, false),
        Arguments.of("renews itself", TOMORROW, null, true, null, true, false),
        Arguments.of("renews itself after the end", null, TOMORROW, true, null, true, false),
        Arguments.of("term within 180 d lapses", IN_180_DAYS, null, false, null, true, true),
        Arguments.of("term beyond 180 d lapses", IN_181_DAYS, null, false, null, true, false),
        Arguments.of("term lapsed", YESTERDAY, null, false, null, true, true),
        Arguments.of("lapses, but not known when", null, null, false, null, false, false),
        Arguments.of("end within 180 d", null, IN_180_DAYS, false, null, true, true),
        Arguments.of("end beyond 180 d", null, IN_181_DAYS, false, null, true, false),
        Arguments.of(
            "a booked end needs no word on renewal", null, IN_180_DAYS, null, null, true, true),
        Arguments.of("notice given", null, null, null, TODAY, true, true),
        Arguments.of("notice given though it renews", TOMORROW, null, true, YESTERDAY, true, true),
        Arguments.of("notice to come", null, null, null, TOMORROW, true, false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notices")
  void countsWhatIsUnderNotice(
      String rule,
      LocalDate renewal,
      LocalDate end,
      Boolean autoRenew,
      LocalDate notice,
      boolean known,
      boolean noticed) {
    SubscriptionChange.Builder change =
        subscription("s", 1)
            .setRenewalDate(renewal)
            .setEndDate(end)
            .setAutoRenew(autoRenew)
            .setNoticeDate(notice);
    AccountView view = Rows.of(change, subscription("silent", 1).setArrMinor(7L)).at(TODAY);

    assertThat(view.noticeKnown()).isEqualTo(known);
    assertThat(view.silentSubscriptions()).isEqualTo(known ? 1 : 2);
    assertThat(view.noticedArrMinor()).isEqualTo(noticed ? 100_000L : 0L);
  }

  @Test
  void noticeOfAnInactiveSubscriptionDoesNotCount() {
    AccountView view =
        Rows.of(
                subscription("a", 1),
                subscription("b", 1).setEndDate(YESTERDAY).setNoticeDate(YESTERDAY))
            .at(TODAY);

    assertThat(view.noticeKnown()).isFalse();
    assertThat(view.noticedArrMinor()).isZero();
  }

  @Test
  void provenanceIsOfTheLatestRow() {
    AccountView view =
        Rows.of(
                subscription("a", 1).setSource("z").setEventTime(CHANGED.plusSeconds(50)),
                subscription("b", 1).setSource("y").setIngestTime(LEARNED.plusSeconds(60)),
                subscription("c", 1))
            .with(account(1).build())
            .at(TODAY);

    assertThat(view.subscriptionProvenance())
        .contains(
            new Provenance(
                CHANGED.plusSeconds(50).toEpochMilli(),
                LEARNED.plusSeconds(60).toEpochMilli(),
                "y"));
    assertThat(view.crmProvenance())
        .contains(new Provenance(CHANGED.toEpochMilli(), LEARNED.toEpochMilli(), "crm"));
  }

  @Test
  void changesByItselfOnDaysTheRowsName() {
    AccountState state =
        Rows.of(
            subscription("s", 1)
                .setStartDate(TODAY.plusDays(1))
                .setNoticeDate(TODAY.plusDays(2))
                .setRenewalDate(TODAY.plusDays(183))
                .setAutoRenew(false)
                .setEndDate(TODAY.plusDays(184)),
            subscription("gone", 1).setOp(DELETE).setStartDate(TODAY.plusDays(1)));

    LocalDate day = TODAY;
    for (int expected : new int[] {1, 2, 3, 4, 184}) {
      day = state.nextChange(day).orElseThrow();
      assertThat(day).isEqualTo(TODAY.plusDays(expected));
    }
    assertThat(state.nextChange(day)).isEmpty();
    AccountState crm = AccountState.empty().with(account(1).setRenewalDate(TODAY).build());
    assertThat(crm.nextChange(TODAY)).contains(TOMORROW);
    assertThat(crm.nextChange(TOMORROW)).isEmpty();
  }

  @Test
  void daysAreTheTenants() {
    SubscriptionChange first = subscription("s", 1).build();
    SubscriptionChange raised =
        subscription("s", 2)
            .setArrMinor(200_000L)
            .setEventTime(Rows.noon(TODAY).plusSeconds(11 * 3600L))
            .build();

    AccountState tokyo =
        AccountState.empty()
            .with(first, ZoneId.of("Asia/Tokyo"))
            .with(raised, ZoneId.of("Asia/Tokyo"));
    assertThat(tokyo.at(TODAY).arrMinor()).isEqualTo(100_000L);
    assertThat(tokyo.nextChange(TODAY)).contains(TOMORROW);
    assertThat(tokyo.at(TOMORROW).arrMinor()).isEqualTo(200_000L);
    assertThat(AccountState.empty().with(first, UTC).with(raised, UTC).at(TODAY).arrMinor())
        .isEqualTo(200_000L);
  }
}
