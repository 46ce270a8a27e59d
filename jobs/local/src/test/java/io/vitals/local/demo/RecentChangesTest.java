package io.vitals.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.local.demo.PublishedAccounts.Published;
import io.vitals.local.demo.RecentChanges.Drive;
import io.vitals.local.demo.RecentChanges.Driver;
import io.vitals.local.terminal.LiveView.BandTotal;
import io.vitals.local.terminal.LiveView.Mover;
import io.vitals.schemas.AccountFacts;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.HealthBand;
import io.vitals.schemas.HealthStatus;
import io.vitals.schemas.LedgerCause;
import io.vitals.schemas.LedgerLine;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentChangesTest {
  private static final Instant MONDAY_NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant MONDAY_NIGHT = Instant.parse("2026-11-23T22:00:00Z");
  private static final String TREND = "adoption.usage_trend";
  private static final String TICKETS = "support.open_severity_points";

  private final RecentChanges changes = new RecentChanges();

  @Test
  void sumsWhatEachDriverDid() {
    changes.add(row("a", 60.0, MONDAY_NOON, line(TREND, -3), line(TICKETS, 1)));
    changes.add(row("a", 58.0, MONDAY_NIGHT, line(TREND, -2), line(TICKETS, -4)));
    assertThat(changes.micros()).isEqualTo(-8_000_000);
    assertThat(changes.firstDriver()).contains(new Drive(new Driver(TREND, ""), -5_000_000));
  }

  @Test
  void theFirstDriverWorksInTheDirectionOfTheChange() {
    changes.add(row("a", 60.0, MONDAY_NOON, line(TREND, -5), line(TICKETS, 4), line(null, 3)));
    assertThat(changes.firstDriver()).contains(new Drive(new Driver(TICKETS, ""), 4_000_000));
  }

  @Test
  void forgetsAfterADay() {
    changes.add(row("a", 60.0, MONDAY_NOON, line(TREND, -3)));
    changes.add(row("a", 61.0, MONDAY_NIGHT, line(TICKETS, 1)));
    changes.forgetBefore(MONDAY_NOON.plus(RecentChanges.WINDOW));
    assertThat(changes.micros()).isEqualTo(-2_000_000);
    changes.forgetBefore(MONDAY_NIGHT.plus(RecentChanges.WINDOW));
    assertThat(changes.micros()).isEqualTo(1_000_000);
    changes.forgetBefore(MONDAY_NIGHT.plus(RecentChanges.WINDOW).plus(Duration.ofHours(1)));
    assertThat(changes.micros()).isZero();
    assertThat(changes.firstDriver()).isEmpty();
  }

  @Test
  void theBoardShowsBandsAndThoseThatMovedMost() {
    changes.add(row("a", 60.0, MONDAY_NOON, line(TREND, -3)));
    RecentChanges quiet = new RecentChanges();
    Board board =
        Board.of(
            List.of(
                new Published(row("a", 60.0, MONDAY_NOON), changes),
                new Published(row("b", 61.0, MONDAY_NOON), quiet),
                new Published(row("c", null, MONDAY_NOON), changes)));
    assertThat(board.movers())
        .containsExactly(new Mover("Company a", CountBand.WATCH, 60, -3, "-3.0 usage trend"));
    assertThat(board.bands()).hasSize(5);
    assertThat(board.bands())
        .contains(
            new BandTotal(CountBand.WATCH, 2, new BigDecimal("2000.50")),
            new BandTotal(CountBand.UNKNOWN, 1, new BigDecimal("1000.25")));
  }

  private static LedgerLine line(String input, int points) {
    return LedgerLine.newBuilder()
        .setCause(input == null ? LedgerCause.MODEL : LedgerCause.CUSTOMER)
        .setInput(input)
        .setDeltaMicros(points * 1_000_000L)
        .setText(input == null ? "model a@1 -> a@2" : input + " 1 -> 2")
        .build();
  }

  private static AccountHealth row(String id, Double score, Instant time, LedgerLine... ledger) {
    return AccountHealth.newBuilder()
        .setIngestTime(time)
        .setAccountId(id)
        .setScoredAt(time)
        .setScoreMicros(score == null ? null : Math.round(score * 1_000_000))
        .setBand(score == null ? HealthBand.UNKNOWN : HealthBand.WATCH)
        .setBandBeforeGates(HealthBand.WATCH)
        .setBandSince(time)
        .setStatus(score == null ? HealthStatus.UNKNOWN : HealthStatus.FRESH)
        .setCountBand(score == null ? CountBand.UNKNOWN : CountBand.WATCH)
        .setModel("default@1")
        .setModelHash("00")
        .setCodeVersion("test")
        .setInputs(List.of())
        .setGates(List.of())
        .setLedger(List.of(ledger))
        .setFacts(
            AccountFacts.newBuilder()
                .setName("Company " + id)
                .setActiveSubscriptions(1)
                .setArrMinor(100_025L)
                .build())
        .build();
  }
}
