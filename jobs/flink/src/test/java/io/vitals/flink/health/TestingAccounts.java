package io.vitals.flink.health;

import io.vitals.domain.health.IngestHours;
import io.vitals.domain.health.ModelFile;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.flink.testing.TestingSources;
import io.vitals.schemas.AccountScore;
import io.vitals.schemas.Entity;
import io.vitals.schemas.LedgerLine;
import io.vitals.schemas.wire.RecordReader;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** The scoring operator with its rows decoded. */
final class TestingAccounts implements AutoCloseable {
  static final Duration SCORING_INTERVAL = Duration.ofSeconds(10);

  private final KeyedTwoInputStreamOperatorTestHarness<
          String, AccountRecord, Announcement, OutboundRecord>
      harness;
  private final RecordReader<AccountScore> reader = RecordReader.of(AccountScore.class);

  private TestingAccounts(OperatorSubtaskState restored) throws Exception {
    HealthSettings settings =
        new HealthSettings(
            List.of(ModelFile.defaultModel()),
            TestingSources.byId(
                TestingSources.source("product", Entity.TELEMETRY),
                TestingSources.source("desk", Entity.TICKET),
                TestingSources.source("crm", Entity.ACCOUNT, Entity.SUBSCRIPTION)),
            SCORING_INTERVAL,
            Set.of(),
            1 << 20);
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new AccountFunction(settings),
                List.of(AccountFunction.MODELS, SourceCompleteness.STATE)),
            AccountRecord::accountId,
            null,
            Types.STRING);
    harness.setup();
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
  }

  static TestingAccounts fresh() throws Exception {
    return new TestingAccounts(null);
  }

  static TestingAccounts restored(OperatorSubtaskState state) throws Exception {
    return new TestingAccounts(state);
  }

  void feed(AccountRecord... records) throws Exception {
    for (AccountRecord record : records) {
      harness.processElement1(new StreamRecord<>(record, record.time()));
    }
  }

  void model(ModelRow model) throws Exception {
    harness.processElement2(new StreamRecord<>(Announcement.of(model)));
  }

  /** A source says in its only partition that it has sent all of the time before an instant. */
  void complete(String source, Instant through, Instant known) throws Exception {
    harness.processElement2(
        new StreamRecord<>(
            Announcement.of(
                new CompletenessRow(source, 0, known.toEpochMilli(), through.toEpochMilli()))));
  }

  void watermark(Instant time) throws Exception {
    watermark(time.toEpochMilli());
  }

  void watermark(long time) throws Exception {
    harness.processBothWatermarks(new Watermark(time));
  }

  /** The close of the hour that begins then. */
  void closeHour(Instant begin) throws Exception {
    watermark(IngestHours.closeOf(begin.toEpochMilli()));
  }

  /** Rows written since the last call. */
  List<AccountScore> rows() {
    List<AccountScore> rows =
        harness.extractOutputValues().stream().map(record -> reader.read(record.value())).toList();
    harness.getOutput().clear();
    return rows;
  }

  List<AccountScore> finalRows() {
    return rows().stream().filter(AccountScore::getFinal$).toList();
  }

  AccountScore onlyRow() {
    List<AccountScore> rows = rows();
    if (rows.size() != 1) {
      throw new AssertionError("one row was expected, not " + rows);
    }
    return rows.get(0);
  }

  /** Six weeks of use by one user, at ten each day. */
  void useDailyUntil(Instant end) throws Exception {
    Instant begin = end.minus(42, ChronoUnit.DAYS);
    watermark(begin);
    feed(Canonical.of(Canonical.subscription("s", 1, begin.plusSeconds(1))));
    for (Instant day = begin; day.isBefore(end); day = day.plus(1, ChronoUnit.DAYS)) {
      watermark(day.plusSeconds(1));
      feed(
          Canonical.usage(
              List.of(
                  Canonical.event(day.plusSeconds(1), day.plusSeconds(2))
                      .setQuantity(10)
                      .setUserHash(1L)
                      .build())));
    }
    watermark(end);
  }

  /** What the lines of its ledger add up to. */
  static long sumOf(AccountScore row) {
    return row.getLedger().stream().mapToLong(LedgerLine::getDeltaMicros).sum();
  }

  int timers() {
    return harness.numEventTimeTimers();
  }

  int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
