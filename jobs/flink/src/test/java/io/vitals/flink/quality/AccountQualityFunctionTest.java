package io.vitals.flink.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.quality.AccountSummary;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.LifecycleStage;
import io.vitals.schemas.Operation;
import io.vitals.schemas.QualityException;
import io.vitals.schemas.SubscriptionChange;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountQualityFunctionTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private KeyedOneInputStreamOperatorTestHarness<String, QualityRow, OutboundRecord> harness;

  @BeforeEach
  void start() throws Exception {
    open(null);
  }

  @AfterEach
  void stop() throws Exception {
    harness.close();
  }

  @Test
  void aFaultClosesByItselfWhenTheRowThatMendsItArrives() throws Exception {
    send(subscription(NOON));
    send(account(1, NOON, null));
    watermark(NOON);
    assertThat(told())
        .containsExactly(
            "MISSING_FIELD|acme:1|owner_id open", "INCOMPLETE_HANDOFF|acme:1|owner open");
    send(account(2, NOON.plusSeconds(60), "o-1"));
    assertThat(told()).as("before its time").isEmpty();
    watermark(NOON.plusSeconds(60));
    assertThat(told())
        .containsExactlyInAnyOrder(
            "MISSING_FIELD|acme:1|owner_id closed", "INCOMPLETE_HANDOFF|acme:1|owner closed");
    assertThat(harness.numEventTimeTimers()).as("the day after its renewal").isOne();
  }

  @Test
  void rowsReadAheadAndARestoreChangeNothing() throws Exception {
    List<QualityRow> rows =
        List.of(
            subscription(NOON),
            account(1, NOON, null),
            account(2, NOON.plusSeconds(60), "o-1"),
            account(3, NOON.plusSeconds(120), null));
    List<String> inTime = new ArrayList<>();
    for (QualityRow row : rows) {
      send(row);
      watermark(Instant.ofEpochMilli(row.time() - 1));
      inTime.addAll(told());
    }
    watermark(NOON.plus(Duration.ofHours(1)));
    inTime.addAll(told());

    harness.close();
    open(null);
    List<String> ahead = new ArrayList<>();
    for (int i = rows.size() - 1; i >= 0; i--) {
      send(rows.get(i));
    }
    watermark(NOON.plusSeconds(60));
    ahead.addAll(told());
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    open(state);
    watermark(NOON.plus(Duration.ofHours(1)));
    ahead.addAll(told());

    assertThat(ahead).containsExactlyInAnyOrderElementsOf(inTime).hasSizeGreaterThan(4);
  }

  @Test
  void anAccountIsSummedUpOnlyWhenItLooksDifferent() throws Exception {
    send(subscription(NOON));
    send(account(1, NOON, "o-1"));
    send(account(2, NOON.plusSeconds(60), "o-1"));
    send(account(3, NOON.plusSeconds(120), "o-2"));
    watermark(NOON.plus(Duration.ofHours(1)));
    assertThat(
            harness.getSideOutput(AccountQualityFunction.SUMMARIES).stream()
                .map(StreamRecord::getValue)
                .map(SummaryAt::summary)
                .map(AccountSummary::ownerId))
        .containsExactly("o-1", "o-2");
  }

  @Test
  void anEndThatPassesClosesFaultsWithoutARow() throws Exception {
    send(subscription(NOON, LocalDate.parse("2026-03-05")));
    send(account(1, NOON, null));
    Instant end = Instant.parse("2026-03-05T00:00:00Z");
    watermark(end.minusMillis(1));
    assertThat(told())
        .containsExactly(
            "MISSING_FIELD|acme:1|owner_id open", "INCOMPLETE_HANDOFF|acme:1|owner open");
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    open(state);
    watermark(end);
    assertThat(told())
        .containsExactly(
            "INCOMPLETE_HANDOFF|acme:1|owner open", "MISSING_FIELD|acme:1|owner_id closed");
  }

  @Test
  void aStageBecomesStaleWithoutARow() throws Exception {
    send(subscription(NOON));
    send(account(1, NOON, "o-1", LifecycleStage.ONBOARDING));
    Instant ninetyFirstDay = Instant.parse("2026-06-01T00:00:00Z");
    watermark(ninetyFirstDay.minusMillis(1));
    assertThat(told()).isEmpty();
    watermark(ninetyFirstDay);
    assertThat(told()).containsExactly("STALE_STAGE|acme:1|onboarding open");
  }

  @Test
  void theDeletionOfAnAccountEndsItsFaultsAtOnce() throws Exception {
    send(account(1, NOON, null));
    watermark(NOON);
    assertThat(told()).containsExactly("INCOMPLETE_HANDOFF|acme:1|owner open");
    send(deletion(2, NOON.plusSeconds(1)));
    watermark(NOON.plusSeconds(1));
    assertThat(told()).containsExactly("INCOMPLETE_HANDOFF|acme:1|owner closed");
  }

  @Test
  void whatItCountsForChangesWhenThatHappened() throws Exception {
    send(happened(subscription(NOON.plusSeconds(600)), NOON));
    watermark(NOON.plusSeconds(600));
    send(account(1, NOON.plusSeconds(700), "o-1"));
    OperatorSubtaskState state = harness.snapshot(1, 1);
    List<String> counted = new ArrayList<>(counted());
    harness.close();
    open(state);
    send(ended(NOON.plusSeconds(800), "2026-03-04"));
    watermark(NOON.plus(Duration.ofDays(1)));
    counted.addAll(counted());
    watermark(Instant.parse("2026-03-04T00:00:00Z"));
    counted.addAll(counted());
    assertThat(counted)
        .containsExactly(
            "0 accounts 1 subscriptions 100 at 2026-03-02T12:00:00Z",
            "1 accounts 0 subscriptions 0 at 2026-03-02T12:11:40Z",
            "0 accounts -1 subscriptions -100 at 2026-03-04T00:00:00Z");
  }

  private List<String> counted() {
    ConcurrentLinkedQueue<StreamRecord<ReconciliationRow>> rows =
        harness.getSideOutput(AccountQualityFunction.TOTALS);
    if (rows == null) {
      return List.of();
    }
    List<String> counted =
        rows.stream()
            .map(StreamRecord::getValue)
            .map(
                row ->
                    "%d accounts %d subscriptions %d at %s"
                        .formatted(
                            row.totals().accounts(),
                            row.totals().activeSubscriptions(),
                            row.totals().arrMinor(),
                            Instant.ofEpochMilli(row.eventTime())))
            .toList();
    rows.clear();
    return counted;
  }

  private static QualityRow happened(QualityRow row, Instant time) {
    SubscriptionChange change = RecordReader.of(SubscriptionChange.class).read(row.change());
    change.setEventTime(time);
    return of(change, row.time());
  }

  private static QualityRow ended(Instant time, String day) {
    SubscriptionChange change =
        RecordReader.of(SubscriptionChange.class).read(subscription(time).change());
    change.setSourceVersion(2);
    change.setOp(Operation.UPDATE);
    change.setEndDate(LocalDate.parse(day));
    return of(change, time.toEpochMilli());
  }

  private static QualityRow of(SubscriptionChange change, long time) {
    return new QualityRow(
        "acme:1",
        time,
        Topic.CRM_SUBSCRIPTIONS,
        RecordWriter.of(SubscriptionChange.class).write(change),
        null);
  }

  private void open(OperatorSubtaskState restored) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new AccountQualityFunction()),
            QualityRow::accountId,
            Types.STRING);
    harness.setup();
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
  }

  private static QualityRow account(long version, Instant time, String owner) {
    return account(version, time, owner, LifecycleStage.MATURE);
  }

  private static QualityRow account(
      long version, Instant time, String owner, LifecycleStage stage) {
    AccountChange change =
        AccountChange.newBuilder()
            .setIngestTime(time)
            .setSource("crm")
            .setSourceVersion(version)
            .setOp(Operation.UPDATE)
            .setAccountKey("k")
            .setAccountId("acme:1")
            .setEventTime(time)
            .setTier("pro")
            .setSegment("smb")
            .setOwnerId(owner)
            .setLifecycleStage(stage)
            .setCustomerSince(LocalDate.parse("2024-01-01"))
            .setRenewalDate(LocalDate.parse("2026-12-31"))
            .build();
    return row(change);
  }

  private static QualityRow deletion(long version, Instant time) {
    return row(
        AccountChange.newBuilder()
            .setIngestTime(time)
            .setSource("crm")
            .setSourceVersion(version)
            .setOp(Operation.DELETE)
            .setAccountKey("k")
            .setAccountId("acme:1")
            .setEventTime(time)
            .build());
  }

  private static QualityRow row(AccountChange change) {
    return new QualityRow(
        "acme:1",
        change.getIngestTime().toEpochMilli(),
        Topic.CRM_ACCOUNTS,
        RecordWriter.of(AccountChange.class).write(change),
        null);
  }

  private static QualityRow subscription(Instant time) {
    return subscription(time, null);
  }

  private static QualityRow subscription(Instant time, LocalDate end) {
    SubscriptionChange change =
        SubscriptionChange.newBuilder()
            .setIngestTime(time)
            .setSource("crm")
            .setSubscriptionId("s")
            .setSourceVersion(1)
            .setOp(Operation.CREATE)
            .setAccountKey("k")
            .setAccountId("acme:1")
            .setEventTime(time)
            .setArrMinor(100L)
            .setCurrency("USD")
            .setStartDate(LocalDate.parse("2024-01-01"))
            .setEndDate(end)
            .build();
    return new QualityRow(
        "acme:1",
        time.toEpochMilli(),
        Topic.CRM_SUBSCRIPTIONS,
        RecordWriter.of(SubscriptionChange.class).write(change),
        null);
  }

  private void send(QualityRow row) throws Exception {
    harness.processElement(new StreamRecord<>(row, row.time()));
  }

  private void watermark(Instant time) throws Exception {
    harness.processWatermark(time.toEpochMilli());
  }

  private List<String> told() {
    RecordReader<QualityException> reader = RecordReader.of(QualityException.class);
    List<String> told = new ArrayList<>();
    for (OutboundRecord record : harness.extractOutputValues()) {
      QualityException row = reader.read(record.value());
      told.add(row.getExceptionId() + (row.getClosed() == null ? " open" : " closed"));
    }
    harness.getOutput().clear();
    return told;
  }
}
