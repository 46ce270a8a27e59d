package io.vitals.flink.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.quality.AccountSummary;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.schemas.Entity;
import io.vitals.schemas.FreshnessCause;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.SourceBreak;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourceBreakFunctionTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private KeyedTwoInputStreamOperatorTestHarness<Integer, SummaryAt, InboundRecord, OutboundRecord>
      harness;

  @BeforeEach
  void start() throws Exception {
    open(null);
  }

  @AfterEach
  void stop() throws Exception {
    harness.close();
  }

  @Test
  void aBreakTellsWhatItTouchesIsRenewedAndEnds() throws Exception {
    account("1", 100L, true, Entity.TICKET, Entity.TELEMETRY);
    account("2", 300L, true, Entity.TELEMETRY);
    account("3", null, true, Entity.TICKET);
    account("gone", 900L, false, Entity.TICKET);
    fresh(FreshnessStatus.SILENT, FreshnessCause.NO_ARRIVALS, NOON.plusSeconds(60));
    watermark(NOON.plusSeconds(60));
    assertThat(told())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getSince()).isEqualTo(NOON.plusSeconds(60));
              assertThat(row.getAccounts()).isEqualTo(2);
              assertThat(row.getArrMinor()).isEqualTo(100);
              assertThat(row.getAccountsTotal()).isEqualTo(3);
              assertThat(row.getArrTotalMinor()).isEqualTo(400);
              assertThat(row.getInputs())
                  .contains("support.oldest_urgent_age_hours")
                  .noneMatch(input -> input.startsWith("adoption."));
              assertThat(row.getEnded()).isNull();
            });

    watermark(NOON.plus(Duration.ofHours(2)));
    assertThat(told()).as("nothing has changed").isEmpty();

    account("2", 300L, true, NOON.plus(Duration.ofHours(2)).plusSeconds(5), Entity.TICKET);
    watermark(NOON.plus(Duration.ofHours(4)));
    assertThat(told())
        .singleElement()
        .satisfies(row -> assertThat(row.getArrMinor()).isEqualTo(400));

    Instant back = NOON.plus(Duration.ofHours(5));
    fresh(FreshnessStatus.RECOVERING, FreshnessCause.CATCHING_UP, back);
    fresh(FreshnessStatus.FRESH, FreshnessCause.NONE, back.plusSeconds(900));
    watermark(back.plusSeconds(900));
    assertThat(told())
        .extracting(SourceBreak::getStatus)
        .containsExactly(FreshnessStatus.RECOVERING, FreshnessStatus.FRESH);
    assertThat(harness.numEventTimeTimers()).as("nothing is waited for").isLessThanOrEqualTo(1);
  }

  @Test
  void whatIsToldAgainOpensNothingThatIsOver() throws Exception {
    fresh(FreshnessStatus.SILENT, FreshnessCause.NO_ARRIVALS, NOON);
    fresh(FreshnessStatus.FRESH, FreshnessCause.NONE, NOON.plusSeconds(60));
    watermark(NOON.plusSeconds(60));
    assertThat(told()).hasSize(2);
    fresh(FreshnessStatus.SILENT, FreshnessCause.NO_ARRIVALS, NOON);
    watermark(NOON.plusSeconds(120));
    assertThat(told()).isEmpty();
  }

  @Test
  void aRestoreBetweenBeginningAndEndLosesNothing() throws Exception {
    account("1", 100L, true, Entity.TICKET);
    fresh(FreshnessStatus.SILENT, FreshnessCause.NO_ARRIVALS, NOON.plusSeconds(60));
    fresh(FreshnessStatus.FRESH, FreshnessCause.NONE, NOON.plusSeconds(120));
    watermark(NOON.plusSeconds(60));
    told();
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    open(state);
    watermark(NOON.plusSeconds(120));
    assertThat(told())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getSince()).isEqualTo(NOON.plusSeconds(60));
              assertThat(row.getEnded()).isEqualTo(NOON.plusSeconds(120));
              assertThat(row.getAccounts()).isEqualTo(1);
            });
  }

  @Test
  void figuresThatChangeNoStatusAreNotHeard() throws Exception {
    SourceFreshness row = row(FreshnessStatus.SILENT, FreshnessCause.NO_ARRIVALS, NOON);
    row.setTransition(false);
    send(row);
    watermark(NOON);
    assertThat(told()).isEmpty();
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  private void open(OperatorSubtaskState restored) throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new SourceBreakFunction()),
            summary -> 0,
            record -> 0,
            Types.INT);
    harness.setup();
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
  }

  private void account(String id, Long arr, boolean active, Entity... fedBy) throws Exception {
    account(id, arr, active, NOON, fedBy);
  }

  private void account(String id, Long arr, boolean active, Instant time, Entity... fedBy)
      throws Exception {
    AccountSummary summary =
        new AccountSummary(
            "acme:" + id,
            true,
            active,
            arr,
            "smb",
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(fedBy));
    harness.processElement1(
        new StreamRecord<>(new SummaryAt(time.toEpochMilli(), summary), time.toEpochMilli()));
  }

  private void fresh(FreshnessStatus status, FreshnessCause cause, Instant time) throws Exception {
    send(row(status, cause, time));
  }

  private static SourceFreshness row(FreshnessStatus status, FreshnessCause cause, Instant time) {
    return SourceFreshness.newBuilder()
        .setIngestTime(time)
        .setSource("desk")
        .setEntities(List.of(Entity.TICKET))
        .setStatus(status)
        .setCause(cause)
        .setSince(time)
        .setReason("")
        .build();
  }

  private void send(SourceFreshness row) throws Exception {
    long time = row.getIngestTime().toEpochMilli();
    harness.processElement2(
        new StreamRecord<>(
            new InboundRecord(
                Topic.SOURCE_FRESHNESS,
                0,
                0,
                RecordWriter.of(SourceFreshness.class).write(row),
                time,
                false),
            time));
  }

  private void watermark(Instant time) throws Exception {
    harness.processBothWatermarks(new Watermark(time.toEpochMilli()));
  }

  private List<SourceBreak> told() {
    RecordReader<SourceBreak> reader = RecordReader.of(SourceBreak.class);
    List<SourceBreak> told =
        harness.extractOutputValues().stream().map(row -> reader.read(row.value())).toList();
    harness.getOutput().clear();
    return told;
  }
}
