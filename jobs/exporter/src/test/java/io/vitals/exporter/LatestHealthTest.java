package io.vitals.exporter;

import static io.vitals.exporter.TestAccounts.MONDAY_NOON;
import static io.vitals.exporter.TestAccounts.account;
import static io.vitals.exporter.TestAccounts.input;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.Punctuation;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LatestHealthTest {
  private static final Instant MONDAY_ONE = MONDAY_NOON.plusSeconds(3600);

  private final RecordWriter<AccountHealth> healthWriter = RecordWriter.of(AccountHealth.class);
  private final RecordWriter<Punctuation> punctuationWriter = RecordWriter.of(Punctuation.class);
  private final LatestHealth latest = new LatestHealth(2);

  @Test
  void keepsTheLatestRowUntilATombstone() {
    latest.apply(0, "t:1", row("t:1", CountBand.HEALTHY));
    latest.apply(0, "t:1", row("t:1", CountBand.AT_RISK));
    latest.apply(0, "t:2", row("t:2", CountBand.WATCH));
    latest.apply(0, "t:2", null);
    assertThat(latest.accounts())
        .singleElement()
        .extracting(AccountHealth::getCountBand)
        .isEqualTo(CountBand.AT_RISK);
    assertThat(latest.recordsRead()).isEqualTo(4);
    assertThat(latest.unreadable()).isZero();
  }

  @Test
  void countsWhatItCannotReadAndKeepsTheFormerRow() {
    latest.apply(0, "t:1", row("t:1", CountBand.HEALTHY));
    byte[] broken = row("t:1", CountBand.AT_RISK);
    latest.apply(0, "t:1", Arrays.copyOf(broken, broken.length / 2));
    latest.apply(0, "t:1", new byte[] {1});
    latest.apply(0, "t:1", row("t:other", CountBand.AT_RISK));
    AccountHealth twice = account("t:1", CountBand.AT_RISK, 1L);
    twice.getInputs().add(input(twice.getInputs().get(0).getName(), 1.0));
    latest.apply(0, "t:1", healthWriter.write(twice));
    assertThat(latest.accounts())
        .singleElement()
        .extracting(AccountHealth::getCountBand)
        .isEqualTo(CountBand.HEALTHY);
    assertThat(latest.unreadable()).isEqualTo(4);
  }

  @Test
  void timeIsTheLeastOfAllPartitionsAndNeverGoesBack() {
    latest.apply(0, "p0", punctuation(MONDAY_ONE));
    assertThat(latest.streamTime()).as("partition 1 told nothing").isEmpty();
    latest.apply(1, "p1", punctuation(MONDAY_NOON));
    assertThat(latest.streamTime()).contains(MONDAY_NOON);
    latest.apply(1, "p1", punctuation(MONDAY_ONE));
    latest.apply(1, "p1", punctuation(MONDAY_NOON));
    assertThat(latest.streamTime()).contains(MONDAY_ONE);
    assertThat(latest.accounts()).isEmpty();
  }

  @Test
  void theEndOfABoundedRunIsNoTime() {
    latest.apply(0, "p0", punctuation(MONDAY_NOON));
    latest.apply(1, "p1", punctuation(MONDAY_NOON));
    latest.apply(0, "p0", punctuation(Instant.ofEpochMilli(Long.MAX_VALUE)));
    latest.apply(1, "p1", punctuation(Instant.ofEpochMilli(Long.MAX_VALUE)));
    assertThat(latest.streamTime()).contains(MONDAY_NOON);
  }

  private byte[] row(String id, CountBand band) {
    return healthWriter.write(account(id, band, 100L));
  }

  private byte[] punctuation(Instant time) {
    return punctuationWriter.write(
        Punctuation.newBuilder().setIngestTime(time).setJob("gate").build());
  }
}
