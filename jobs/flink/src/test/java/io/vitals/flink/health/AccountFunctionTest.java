package io.vitals.flink.health;

import static io.vitals.flink.health.Canonical.account;
import static io.vitals.flink.health.Canonical.event;
import static io.vitals.flink.health.Canonical.of;
import static io.vitals.flink.health.Canonical.subscription;
import static io.vitals.flink.health.Canonical.ticket;
import static io.vitals.flink.health.Canonical.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.health.ModelFile;
import io.vitals.schemas.AccountFacts;
import io.vitals.schemas.AccountScore;
import io.vitals.schemas.GateApplied;
import io.vitals.schemas.HealthBand;
import io.vitals.schemas.LedgerCause;
import io.vitals.schemas.LedgerLine;
import io.vitals.schemas.TelemetryEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountFunctionTest {
  private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
  private static final Instant ELEVEN = TEN.plus(1, ChronoUnit.HOURS);
  private static final Instant NOON = TEN.plus(2, ChronoUnit.HOURS);
  private static final LocalDate TOMORROW = LocalDate.parse("2026-03-03");

  private TestingAccounts accounts;

  @BeforeEach
  void start() throws Exception {
    accounts = TestingAccounts.fresh();
  }

  @AfterEach
  void stop() throws Exception {
    accounts.close();
  }

  @Test
  void aChangeRowWaitsForItsIngestTime() throws Exception {
    Instant later = TEN.plusSeconds(23);
    accounts.watermark(TEN);
    accounts.feed(of(subscription("s", 1, later)), of(account(1, later)));
    accounts.watermark(later.minusMillis(1));
    assertThat(accounts.rows()).isEmpty();
    accounts.watermark(later.plusSeconds(10));
    AccountScore row = accounts.onlyRow();
    assertThat(row.getFinal$()).isFalse();
    assertThat(row.getIngestTime()).isEqualTo(TEN.plusSeconds(30));
    assertThat(row.getFacts().getActiveSubscriptions()).isEqualTo(1);
    assertThat(row.getFacts().getName()).isEqualTo("Acme 1");
  }

  @Test
  void anAccountIsScoredAtTheIntervalOnlyWhileTimeIsWithinTheHour() throws Exception {
    Instant late = ELEVEN.minusSeconds(30);
    accounts.watermark(TEN);
    accounts.feed(of(subscription("s", 1, late)));
    accounts.watermark(late.plusSeconds(10));
    assertThat(accounts.onlyRow().getFinal$()).isFalse();
    accounts.feed(of(ticket("t", 1, late.plusSeconds(11))));
    accounts.closeHour(TEN);
    AccountScore row = accounts.onlyRow();
    assertThat(row.getFinal$()).isTrue();
    assertThat(row.getIngestTime()).isEqualTo(ELEVEN.minusMillis(1));
  }

  @Test
  void timeThatLeapsPutsOffWhatNobodyCouldHaveSeenInBetween() throws Exception {
    accounts.watermark(TEN);
    accounts.feed(of(subscription("s", 1, TEN.plusSeconds(1))));
    accounts.watermark(TEN.plus(20, ChronoUnit.MINUTES));
    accounts.watermark(TEN.plus(40, ChronoUnit.MINUTES));
    assertThat(accounts.rows()).isEmpty();
    accounts.watermark(TEN.plus(41, ChronoUnit.MINUTES));
    AccountScore row = accounts.onlyRow();
    assertThat(row.getIngestTime()).isEqualTo(TEN.plus(40, ChronoUnit.MINUTES).plusSeconds(10));
    accounts.closeHour(TEN);
    assertThat(accounts.onlyRow().getFinal$()).isTrue();
  }

  @Test
  void aRowTellsHowTicketsComeAndWaitAndWhetherArrIsWhole() throws Exception {
    Instant learned = TEN.plusSeconds(60);
    accounts.watermark(TEN);
    accounts.feed(
        of(subscription("s", 1, learned)),
        of(subscription("t", 1, learned).setCurrency("EUR")),
        of(ticket("t", 1, learned).setFirstResponseAt(learned.plusSeconds(30))));
    accounts.closeHour(TEN);
    AccountFacts facts = accounts.rows().get(0).getFacts();
    assertThat(facts.getArrMinor()).isEqualTo(100_000);
    assertThat(facts.getSubscriptionsWithoutAmount()).isEqualTo(1);
    assertThat(facts.getOpenUrgentTickets()).isEqualTo(1);
    assertThat(facts.getOldestTicketAgeSeconds()).isNotNull();
    assertThat(facts.getTicketsOpened7d()).isEqualTo(1);
    assertThat(facts.getTicketsSolved28d()).isZero();
    assertThat(facts.getTicketReopens28d()).isNull();
    assertThat(facts.getFirstResponseMedianSeconds()).isEqualTo(30);
    assertThat(facts.getResolutionP90Seconds()).isNull();
  }

  @Test
  void anAccountNobodyTouchedIsNotScoredAtTheInterval() throws Exception {
    becomeCustomer();
    accounts.watermark(ELEVEN.plusSeconds(59));
    assertThat(accounts.rows()).isEmpty();
  }

  @Test
  void telemetryAheadOfTheHourWaitsForIt() throws Exception {
    becomeCustomer();
    accounts.feed(usage(ELEVEN.plusSeconds(5), ELEVEN.plusSeconds(6), 1));
    accounts.watermark(ELEVEN.minusMillis(2));
    assertThat(accounts.stateEntries()).isPositive();
    accounts.watermark(ELEVEN.plusSeconds(20));
    AccountScore row = accounts.onlyRow();
    assertThat(row.getFacts().getUsageRecords()).isEqualTo(1);
    assertThat(row.getIngestTime()).isEqualTo(ELEVEN.plusSeconds(10));
  }

  @Test
  void theRowOfAnHourHoldsNothingOfTheNext() throws Exception {
    accounts.watermark(TEN);
    accounts.feed(
        of(subscription("s", 1, TEN.plusSeconds(1))),
        usage(TEN.plusSeconds(5), TEN.plusSeconds(6), 1),
        usage(ELEVEN.plusSeconds(5), ELEVEN.plusSeconds(6), 2),
        of(ticket("t", 1, ELEVEN)));
    accounts.watermark(NOON.minusMillis(1));
    List<AccountScore> rows = accounts.finalRows();
    assertThat(rows)
        .extracting(AccountScore::getIngestTime)
        .containsExactly(ELEVEN.minusMillis(1), NOON.minusMillis(1));
    assertThat(rows).extracting(row -> row.getFacts().getUsageRecords()).containsExactly(1L, 2L);
    assertThat(rows).extracting(row -> row.getFacts().getOpenTickets()).containsExactly(0, 1);
  }

  @Test
  void aSubscriptionThatEndsChangesArrThoughNothingArrives() throws Exception {
    accounts.watermark(TEN);
    accounts.feed(of(subscription("s", 1, TEN.plusSeconds(1)).setEndDate(TOMORROW)));
    accounts.closeHour(TEN);
    assertThat(accounts.finalRows())
        .singleElement()
        .satisfies(row -> assertThat(row.getFacts().getArrMinor()).isEqualTo(100_000));
    Instant midnight = TOMORROW.atStartOfDay(ZoneOffset.UTC).toInstant();
    accounts.watermark(midnight.minusMillis(1));
    accounts.rows();
    accounts.closeHour(midnight);
    AccountScore ended = accounts.onlyRow();
    assertThat(ended.getBand()).isEqualTo(HealthBand.NOT_SCORED);
    assertThat(ended.getFacts().getArrMinor()).isNull();
    assertThat(ended.getFacts().getActiveSubscriptions()).isZero();
  }

  @Test
  void anAccountThatIsNoCustomerAnyMoreHoldsNoTimer() throws Exception {
    becomeCustomer();
    accounts.feed(
        usage(ELEVEN.minusSeconds(5), ELEVEN.minusSeconds(4), 1),
        of(subscription("s", 2, ELEVEN.plusSeconds(1)).setEndDate(LocalDate.parse("2026-03-02"))));
    accounts.watermark(Instant.parse("2026-03-05T00:00:00Z"));
    assertThat(accounts.finalRows())
        .last()
        .satisfies(row -> assertThat(row.getBand()).isEqualTo(HealthBand.NOT_SCORED));
    assertThat(accounts.timers()).isZero();
  }

  @Test
  void whatWaitedIsGoneOnceItsTimeHasCome() throws Exception {
    accounts.watermark(TEN);
    accounts.feed(of(ticket("t", 1, TEN.plusSeconds(1))));
    accounts.watermark(TOMORROW.plusDays(3).atStartOfDay(ZoneOffset.UTC).toInstant());
    int settled = accounts.stateEntries();
    for (int version = 2; version < 50; version++) {
      accounts.feed(of(ticket("t", version, Instant.parse("2026-03-06T00:00:01Z"))));
    }
    accounts.watermark(Instant.parse("2026-03-10T00:00:00Z"));
    assertThat(accounts.stateEntries()).isEqualTo(settled);
    assertThat(accounts.timers()).isZero();
  }

  @Test
  void theEndOfTimeScoresNothing() throws Exception {
    accounts.watermark(TEN);
    accounts.feed(of(subscription("s", 1, TEN.plusSeconds(1))));
    accounts.watermark(Long.MAX_VALUE);
    assertThat(accounts.rows()).isEmpty();
  }

  @Test
  void aLaterModelTakesOverWithALineThatSaysSo() throws Exception {
    accounts.useDailyUntil(TEN);
    accounts.closeHour(TEN);
    accounts.rows();
    String yaml =
        ModelFile.defaultModel()
            .replace("version: 1\n", "version: 2\n")
            .replace("effective_from: 2000-01-01T00:00:00Z", "effective_from: " + NOON)
            .replace("curve: [[3, 100], [7, 80]", "curve: [[3, 85], [7, 80]");
    accounts.model(new ModelRow("default", 2, yaml, TEN.toEpochMilli()));
    accounts.feed(of(account(2, ELEVEN.plusSeconds(1))));
    accounts.closeHour(ELEVEN);
    assertThat(accounts.finalRows())
        .singleElement()
        .satisfies(row -> assertThat(row.getModel()).isEqualTo("default@1"));
    accounts.feed(of(account(3, NOON.plusSeconds(1))));
    accounts.closeHour(NOON);
    AccountScore row = accounts.finalRows().get(0);
    assertThat(row.getModel()).isEqualTo("default@2");
    assertThat(row.getLedger()).extracting(LedgerLine::getCause).containsExactly(LedgerCause.MODEL);
    assertThat(TestingAccounts.sumOf(row))
        .isEqualTo(row.getScoreMicros() - row.getPreviousScoreMicros());
  }

  @Test
  void aModelThatIsNoneStopsNothing() throws Exception {
    accounts.model(new ModelRow("broken", 1, "id: broken", TEN.toEpochMilli()));
    becomeCustomer();
  }

  @Test
  void aCorrectedModelTakesOverWhenItBecomesKnownWithOrWithoutARestore() throws Exception {
    accounts.model(new ModelRow("default", 2, lessForNoTickets(2, TEN, 90), TEN.toEpochMilli()));
    becomeCustomer();
    accounts.model(
        new ModelRow("default", 2, lessForNoTickets(2, TEN, 50), ELEVEN.toEpochMilli() + 1));
    OperatorSubtaskState state = accounts.snapshot();
    accounts.feed(of(account(2, ELEVEN.plusSeconds(1))));
    accounts.closeHour(ELEVEN);
    AccountScore corrected = accounts.finalRows().get(0);
    assertThat(corrected.getLedger())
        .extracting(LedgerLine::getCause)
        .containsExactly(LedgerCause.MODEL);
    try (TestingAccounts restored = TestingAccounts.restored(state)) {
      restored.watermark(ELEVEN.minusMillis(1));
      restored.feed(of(account(2, ELEVEN.plusSeconds(1))));
      restored.closeHour(ELEVEN);
      assertThat(restored.finalRows().get(0)).isEqualTo(corrected);
    }
  }

  @Test
  void aModelTakesOverAtTheCloseOfItsHourThoughNobodyTouchesTheAccount() throws Exception {
    accounts.model(new ModelRow("default", 2, lessForNoTickets(2, NOON, 50), 0));
    becomeCustomer();
    accounts.closeHour(ELEVEN);
    assertThat(accounts.rows()).isEmpty();
    accounts.closeHour(NOON);
    assertThat(accounts.onlyRow().getModel()).isEqualTo("default@2");
  }

  @Test
  void anEscalationThatComesAndGoesWithinTheHourIsHeldForADay() throws Exception {
    becomeCustomer();
    Instant cleared = ELEVEN.plus(50, ChronoUnit.MINUTES);
    accounts.feed(
        of(ticket("t", 1, ELEVEN.plus(5, ChronoUnit.MINUTES)).setEscalated(true)),
        of(ticket("t", 2, cleared).setEscalated(false)));
    accounts.closeHour(ELEVEN);
    assertThat(escalationGates(accounts.finalRows().get(0)))
        .singleElement()
        .satisfies(gate -> assertThat(gate.getConditionHolds()).isFalse());
    accounts.feed(of(account(2, cleared.plus(23, ChronoUnit.HOURS))));
    accounts.watermark(cleared.plus(Duration.ofHours(24)).minusMillis(1));
    List<AccountScore> before = accounts.finalRows();
    assertThat(escalationGates(before.get(before.size() - 1))).isNotEmpty();
    accounts.feed(of(account(3, cleared.plus(Duration.ofHours(24)))));
    accounts.closeHour(cleared.plus(Duration.ofHours(24)));
    assertThat(escalationGates(accounts.finalRows().get(0))).isEmpty();
  }

  @Test
  void usageIsPlacedAgainstItsSubscription() throws Exception {
    accounts.watermark(TEN);
    accounts.feed(
        of(
            subscription("s", 1, TEN.plusSeconds(1))
                .setStartDate(LocalDate.parse("2026-03-01"))
                .setEndDate(LocalDate.parse("2026-03-01"))),
        usage(
            List.of(
                under("s", Instant.parse("2026-02-28T12:00:00Z")),
                under("s", Instant.parse("2026-02-28T12:00:01Z")))),
        usage(List.of(under("s", Instant.parse("2026-03-01T12:00:00Z")))),
        usage(List.of(under("s", TEN.plusSeconds(2)))),
        usage(List.of(under("another", TEN.plusSeconds(2)))));
    accounts.closeHour(TEN);
    AccountScore row = accounts.finalRows().get(0);
    assertThat(row.getFacts().getUsageRecords()).isEqualTo(5);
    assertThat(row.getFacts().getUsageBeforeSubscription())
        .as("two before it began, one under a subscription nobody knows")
        .isEqualTo(3);
    assertThat(row.getFacts().getUsageAfterSubscription()).isEqualTo(1);
  }

  private static List<GateApplied> escalationGates(AccountScore row) {
    return row.getGates().stream()
        .filter(gate -> gate.getGate().equals("open_escalation"))
        .toList();
  }

  /** The default model with fewer points for having no tickets. */
  private static String lessForNoTickets(int version, Instant effectiveFrom, int points) {
    return ModelFile.defaultModel()
        .replace("version: 1\n", "version: " + version + "\n")
        .replace("effective_from: 2000-01-01T00:00:00Z", "effective_from: " + effectiveFrom)
        .replace("curve: [[0, 100], [8, 85]", "curve: [[0, " + points + "], [8, 40]");
  }

  private void becomeCustomer() throws Exception {
    accounts.watermark(TEN);
    accounts.feed(of(subscription("s", 1, TEN.plusSeconds(1))), of(account(1, TEN.plusSeconds(1))));
    accounts.closeHour(TEN);
    assertThat(accounts.rows()).isNotEmpty();
  }

  private static TelemetryEvent under(String subscription, Instant at) {
    return event(at, TEN.plusSeconds(3)).setSubscriptionId(subscription).build();
  }
}
