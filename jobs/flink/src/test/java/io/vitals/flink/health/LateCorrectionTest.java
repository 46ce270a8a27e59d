package io.vitals.flink.health;

import static io.vitals.flink.health.Canonical.event;
import static io.vitals.flink.health.Canonical.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.AccountScore;
import io.vitals.schemas.LedgerCause;
import io.vitals.schemas.LedgerLine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Telemetry that corrects hours already closed. */
class LateCorrectionTest {
  private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
  private static final Instant ELEVEN = TEN.plus(1, ChronoUnit.HOURS);

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
  void lateDataMakesOneRowThatNamesTheHours() throws Exception {
    accounts.useDailyUntil(TEN);
    List<AccountScore> before = accounts.rows();
    assertThat(before).isNotEmpty();
    Instant missing = TEN.minus(Duration.ofHours(40));
    accounts.feed(
        usage(
            List.of(
                event(missing, TEN.plusSeconds(3)).setQuantity(5_000).setUserHash(7L).build())));
    assertThat(accounts.rows()).isEmpty();
    accounts.watermark(TEN.plusSeconds(3));
    AccountScore row = accounts.onlyRow();
    assertThat(row.getIngestTime()).isEqualTo(TEN.plusSeconds(3));
    assertThat(row.getFinal$()).isFalse();
    assertThat(row.getCorrectedHours()).containsExactly(missing.truncatedTo(ChronoUnit.HOURS));
    assertThat(row.getLedger())
        .extracting(LedgerLine::getCause)
        .containsOnly(LedgerCause.LATE_DATA);
    assertThat(TestingAccounts.sumOf(row))
        .isEqualTo(row.getScoreMicros() - row.getPreviousScoreMicros());
  }

  @Test
  void lateDataThatIsReadAheadOfTimeNamesItsHoursToo() throws Exception {
    accounts.useDailyUntil(TEN);
    accounts.rows();
    Instant missing = TEN.minus(Duration.ofHours(40));
    accounts.feed(
        usage(
            List.of(
                event(missing, ELEVEN.plusSeconds(3)).setQuantity(5_000).setUserHash(7L).build())));
    accounts.watermark(ELEVEN.minusMillis(2));
    accounts.rows();
    accounts.watermark(ELEVEN.plusSeconds(3));
    assertThat(accounts.rows())
        .filteredOn(row -> !row.getFinal$())
        .singleElement()
        .satisfies(
            row ->
                assertThat(row.getLedger())
                    .extracting(LedgerLine::getCause)
                    .containsOnly(LedgerCause.LATE_DATA));
  }

  @Test
  void lateDataIsNotScoredBeforeItWasLearnedOfThoughTimeIsNotKnownAfterARestore() throws Exception {
    accounts.useDailyUntil(TEN);
    accounts.rows();
    OperatorSubtaskState state = accounts.snapshot();
    accounts.close();
    accounts = TestingAccounts.restored(state);
    Instant learned = TEN.plusSeconds(1_800);
    accounts.feed(
        usage(
            List.of(
                event(TEN.minus(Duration.ofHours(40)), learned)
                    .setQuantity(5_000)
                    .setUserHash(7L)
                    .build())));
    accounts.watermark(learned.plusSeconds(300));
    AccountScore row = accounts.onlyRow();
    assertThat(row.getIngestTime()).isEqualTo(learned);
    assertThat(row.getCorrectedHours()).hasSize(1);
  }
}
