package io.vitals.flink.health;

import static io.vitals.flink.health.Canonical.event;
import static io.vitals.flink.health.Canonical.inbound;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.adoption.Days;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.schemas.TelemetryEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsageAggregatorTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final long PLENTY = 1 << 26;

  private OneInputStreamOperatorTestHarness<InboundRecord, AccountRecord> harness;

  @AfterEach
  void stop() throws Exception {
    harness.close();
  }

  @Test
  void flushesBeforeTheWatermark() throws Exception {
    open(PLENTY);
    feed(event(NOON, NOON).setQuantity(3).build());
    feed(event(NOON, NOON).setQuantity(4).build());
    assertThat(harness.getOutput()).isEmpty();
    harness.processWatermark(NOON.toEpochMilli());
    List<Object> output = List.copyOf(harness.getOutput());
    assertThat(output).hasSize(2);
    assertThat(flushed().get(0).usage().events()).isEqualTo(7);
    assertThat(output.get(1)).isInstanceOf(Watermark.class);
    harness.getOutput().clear();
    harness.processWatermark(NOON.toEpochMilli() + 1);
    assertThat(flushed()).isEmpty();
  }

  @Test
  void keepsAnHourToComeUntilItHasBegun() throws Exception {
    open(PLENTY);
    Instant nextHour = NOON.plusSeconds(3600);
    feed(event(NOON, NOON).build());
    feed(event(nextHour, nextHour).build());
    feed(event(nextHour, NOON).build());
    harness.processWatermark(nextHour.toEpochMilli() - 1);
    assertThat(flushed()).extracting(AccountRecord::time).containsExactly(NOON.toEpochMilli());
    harness.getOutput().clear();
    harness.processWatermark(nextHour.toEpochMilli());
    assertThat(flushed())
        .extracting(AccountRecord::time)
        .containsExactly(nextHour.toEpochMilli(), nextHour.toEpochMilli());
  }

  @Test
  void flushesBeforeTheBarrierAndHoldsNoState() throws Exception {
    open(PLENTY);
    feed(event(NOON, NOON).build());
    harness.prepareSnapshotPreBarrier(1);
    assertThat(flushed()).hasSize(1);
  }

  @Test
  void flushesAtTheEnd() throws Exception {
    open(PLENTY);
    feed(event(NOON, NOON).build());
    harness.endInput();
    assertThat(flushed()).hasSize(1);
  }

  @Test
  void theEndOfTimeLeavesNothingBehind() throws Exception {
    open(PLENTY);
    Instant nextHour = NOON.plusSeconds(3600);
    feed(event(nextHour, nextHour).build());
    harness.processWatermark(Watermark.MAX_WATERMARK);
    List<Object> output = List.copyOf(harness.getOutput());
    assertThat(output).hasSize(2).last().isEqualTo(Watermark.MAX_WATERMARK);
    harness.getOutput().clear();
    harness.endInput();
    assertThat(flushed()).isEmpty();
  }

  @Test
  void flushesWhenItHoldsTooMuch() throws Exception {
    open(1);
    for (int i = 0; i < 5_000; i++) {
      feed(event(NOON, NOON).setUserHash((long) i).build());
    }
    assertThat(flushed()).isNotEmpty();
  }

  @Test
  void changeRowsPassInOrderAndPunctuationDoesNot() throws Exception {
    open(PLENTY);
    for (int version = 0; version < 20; version++) {
      AccountRecord row =
          version % 2 == 0
              ? Canonical.of(Canonical.ticket("t", version, NOON.plusMillis(version)))
              : Canonical.of(Canonical.account(version, NOON.plusMillis(version)));
      harness.processElement(new StreamRecord<>(inbound(row), row.time()));
      harness.processElement(
          new StreamRecord<>(
              new InboundRecord(row.topic(), 0, 0, null, row.time(), true), row.time()));
    }
    assertThat(flushed()).hasSize(20).extracting(AccountRecord::time).isSorted();
    assertThat(flushed()).extracting(AccountRecord::accountId).containsOnly(Canonical.ACME);
  }

  @Test
  void theSumsAreThoseOfAllRecordsHoweverTheyAreFlushed() throws Exception {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      open(1 << 12);
      Map<String, Long> expected = new TreeMap<>();
      for (int i = 0; i < 3_000; i++) {
        Instant at = NOON.plusSeconds(random.nextInt(20_000));
        Instant learned = NOON.plusSeconds(random.nextInt(20_000));
        String account = "acme:" + random.nextInt(5);
        int quantity = random.nextInt(9);
        expected.merge(key(account, hour(at), hour(learned)), (long) quantity, Long::sum);
        feed(event(at, learned).setAccountId(account).setQuantity(quantity).build());
        if (random.nextInt(400) == 0) {
          harness.prepareSnapshotPreBarrier(i);
        }
      }
      harness.endInput();
      Map<String, Long> summed = new TreeMap<>();
      for (AccountRecord record : flushed()) {
        summed.merge(
            key(record.accountId(), record.usage().eventHour(), record.usage().ingestHour()),
            record.usage().events(),
            Long::sum);
        long hour = Math.max(record.usage().eventHour(), record.usage().ingestHour()) * 3_600_000L;
        assertThat(record.time())
            .isEqualTo(record.usage().isLateCorrection() ? record.usage().lastIngestTime() : hour);
      }
      assertThat(summed).as("seed %d", seed).isEqualTo(expected);
      harness.close();
    }
  }

  private static String key(String account, int eventHour, int ingestHour) {
    return account + " " + eventHour + " " + ingestHour;
  }

  private static int hour(Instant time) {
    return Days.hourOf(time.toEpochMilli());
  }

  private void open(long maxBytes) throws Exception {
    harness = new OneInputStreamOperatorTestHarness<>(new UsageAggregator(maxBytes));
    harness.setup();
    harness.open();
  }

  private void feed(TelemetryEvent event) throws Exception {
    InboundRecord record = inbound(event);
    harness.processElement(new StreamRecord<>(record, record.time()));
  }

  private List<AccountRecord> flushed() {
    return harness.extractOutputValues();
  }
}
