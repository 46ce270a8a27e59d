package io.vitals.flink.quality;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.quality.PortfolioTotals;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.flink.quality.ReconciliationRow.Kind;
import io.vitals.schemas.ControlMeasure;
import io.vitals.schemas.ControlTotal;
import io.vitals.schemas.Entity;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.Reconciliation;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconciliationFunctionTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
  private static final PortfolioTotals AN_ACCOUNT = new PortfolioTotals(1, 1, 1, 100, 0, 0);

  private KeyedOneInputStreamOperatorTestHarness<Integer, ReconciliationRow, OutboundRecord>
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
  void aTotalIsComparedWithOursOfItsInstant() throws Exception {
    account(MIDNIGHT.minusSeconds(60), MIDNIGHT.minusSeconds(60));
    account(MIDNIGHT.plusSeconds(60), MIDNIGHT.plusSeconds(60));
    claim(1, MIDNIGHT, MIDNIGHT.plusSeconds(120));
    watermark(MIDNIGHT.plusSeconds(120));
    assertThat(told()).containsExactly("ACCOUNTS 1/1 []");
  }

  @Test
  void whatComesLateExplainsADifferenceAtTheNextHour() throws Exception {
    account(MIDNIGHT.minusSeconds(60), MIDNIGHT.minusSeconds(60));
    fresh(MIDNIGHT.minusSeconds(1), MIDNIGHT);
    claim(2, MIDNIGHT, MIDNIGHT.plusSeconds(120));
    watermark(MIDNIGHT.plusSeconds(120));
    assertThat(told()).containsExactly("ACCOUNTS 2/1 [LATE 1]");

    account(MIDNIGHT.minusSeconds(30), MIDNIGHT.plusSeconds(600));
    watermark(MIDNIGHT.plus(Duration.ofHours(1)));
    assertThat(told()).containsExactly("ACCOUNTS 2/2 []");
    watermark(MIDNIGHT.plus(Duration.ofHours(3)));
    assertThat(told()).as("nothing new").isEmpty();
  }

  @Test
  void whatExplainsItIsHeardAndAnOlderTotalIsNot() throws Exception {
    account(MIDNIGHT.minusSeconds(60), MIDNIGHT.minusSeconds(60));
    fresh(MIDNIGHT, MIDNIGHT);
    arrivals(MIDNIGHT, 1);
    claim(3, MIDNIGHT, MIDNIGHT.plusSeconds(1));
    claim(9, MIDNIGHT.minusSeconds(3_600), MIDNIGHT.plusSeconds(2));
    watermark(MIDNIGHT.plusSeconds(120));
    assertThat(told()).containsExactly("ACCOUNTS 3/1 [MISSING 1, DEAD_LETTERED 1]");
    send(
        ReconciliationRow.surplus(
            MIDNIGHT.plusSeconds(200).toEpochMilli(),
            "acme",
            new PortfolioTotals(1, 0, 0, 0, 0, 0)));
    claim(0, MIDNIGHT.plusSeconds(60), MIDNIGHT.plusSeconds(200));
    watermark(MIDNIGHT.plusSeconds(240));
    assertThat(told()).containsExactly("ACCOUNTS 0/1 [DUPLICATE -1]");
  }

  @Test
  void aRestoreInTheMidstChangesNothing() throws Exception {
    account(MIDNIGHT.minusSeconds(60), MIDNIGHT.minusSeconds(60));
    watermark(MIDNIGHT.minusSeconds(30));
    claim(2, MIDNIGHT, MIDNIGHT.plusSeconds(120));
    account(MIDNIGHT.minusSeconds(30), MIDNIGHT.plusSeconds(60));
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    open(state);
    watermark(MIDNIGHT.plusSeconds(120));
    assertThat(told()).containsExactly("ACCOUNTS 2/2 []");
  }

  @Test
  void whatIsTooLongAgoIsForgotten() throws Exception {
    account(MIDNIGHT, MIDNIGHT);
    arrivals(MIDNIGHT, 1);
    claim(1, MIDNIGHT, MIDNIGHT);
    watermark(MIDNIGHT);
    int early = harness.numKeyedStateEntries();
    watermark(MIDNIGHT.plus(Duration.ofDays(9)));
    assertThat(harness.numKeyedStateEntries()).as("our totals of now alone").isEqualTo(1);
    assertThat(early).isGreaterThan(1);
    assertThat(harness.numEventTimeTimers()).isZero();
    assertThat(told())
        .as("taken back")
        .containsExactly("ACCOUNTS 1/1 []", "withdrawn ACCOUNTS 1/1 []", "removed crm|ACCOUNTS");
    claim(1, MIDNIGHT, MIDNIGHT);
    watermark(MIDNIGHT.plus(Duration.ofDays(10)));
    assertThat(told()).as("nothing is known of its instant").isEmpty();
  }

  private void open(OperatorSubtaskState restored) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new ReconciliationFunction()), row -> 0, Types.INT);
    harness.setup();
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
  }

  private void account(Instant happened, Instant known) throws Exception {
    send(ReconciliationRow.change(known.toEpochMilli(), happened.toEpochMilli(), AN_ACCOUNT));
  }

  private void claim(long total, Instant asOf, Instant known) throws Exception {
    ControlTotal claim =
        ControlTotal.newBuilder()
            .setSystem("crm")
            .setMeasure(ControlMeasure.ACCOUNTS)
            .setTotal(total)
            .setAsOf(asOf)
            .build();
    send(
        ReconciliationRow.claim(
            known.toEpochMilli(), RecordWriter.of(ControlTotal.class).write(claim)));
  }

  private void fresh(Instant completeThrough, Instant time) throws Exception {
    SourceFreshness row =
        SourceFreshness.newBuilder()
            .setIngestTime(time)
            .setSource("crm")
            .setEntities(List.of(Entity.ACCOUNT))
            .setStatus(FreshnessStatus.FRESH)
            .setSince(time)
            .setReason("")
            .setCompleteThrough(completeThrough)
            .build();
    row(Kind.FRESHNESS, RecordWriter.of(SourceFreshness.class).write(row), time);
  }

  private void arrivals(Instant time, long deadLetters) throws Exception {
    SourceArrivals row =
        SourceArrivals.newBuilder()
            .setIngestTime(time)
            .setSource("crm")
            .setEntity(Entity.ACCOUNT)
            .setPartition(0)
            .setDeadLetters(deadLetters)
            .build();
    row(Kind.ARRIVALS, RecordWriter.of(SourceArrivals.class).write(row), time);
  }

  private void row(Kind kind, byte[] value, Instant time) throws Exception {
    send(
        ReconciliationRow.of(
            kind,
            new InboundRecord(Topic.SOURCE_ARRIVALS, 0, 0, value, time.toEpochMilli(), false)));
  }

  private void send(ReconciliationRow row) throws Exception {
    harness.processElement(new StreamRecord<>(row, row.time()));
  }

  private void watermark(Instant time) throws Exception {
    harness.processWatermark(time.toEpochMilli());
  }

  private List<String> told() {
    RecordReader<Reconciliation> reader = RecordReader.of(Reconciliation.class);
    List<String> told = new ArrayList<>();
    for (OutboundRecord record : harness.extractOutputValues()) {
      if (record.value() == null) {
        told.add("removed " + new String(record.key(), UTF_8));
        continue;
      }
      Reconciliation row = reader.read(record.value());
      told.add(
          (row.getWithdrawn() ? "withdrawn " : "")
              + row.getMeasure()
              + " "
              + row.getTheirs()
              + "/"
              + row.getOurs()
              + " "
              + row.getParts().stream()
                  .map(part -> part.getReason() + " " + part.getAmount())
                  .toList());
    }
    harness.getOutput().clear();
    return told;
  }
}
