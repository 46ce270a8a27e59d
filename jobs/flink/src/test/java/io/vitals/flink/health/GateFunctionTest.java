package io.vitals.flink.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.flink.testing.TestingSources;
import io.vitals.schemas.AccountFacts;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.AccountScore;
import io.vitals.schemas.BandMovement;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.Entity;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.HealthBand;
import io.vitals.schemas.HealthStatus;
import io.vitals.schemas.InputStatus;
import io.vitals.schemas.LedgerCause;
import io.vitals.schemas.LedgerLine;
import io.vitals.schemas.ScoreInput;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GateFunctionTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final long POINT = 1_000_000;
  private static final int ACCOUNTS = 50;

  private Map<String, SourceDeclaration> declared = telemetry("product");
  private KeyedTwoInputStreamOperatorTestHarness<String, ScoreRow, InboundRecord, OutboundRecord>
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
  void aRowWaitsUntilFreshnessIsKnownUpToItsTime() throws Exception {
    told(FreshnessStatus.FRESH, NOON.minusSeconds(60));
    scored("acme:1", 80, NOON);
    harness.processWatermark1(new Watermark(NOON.toEpochMilli()));
    assertThat(published()).isEmpty();
    harness.processWatermark2(new Watermark(NOON.toEpochMilli()));
    assertThat(published())
        .singleElement()
        .satisfies(row -> assertThat(row.getStatus()).isEqualTo(HealthStatus.FRESH));
  }

  @Test
  void anAccountCountedInAnotherClassThanBeforeIsAMovement() throws Exception {
    told(FreshnessStatus.FRESH, NOON.minusSeconds(60));
    scored("acme:1", 80, NOON);
    scored("acme:1", 81, NOON.plusSeconds(1));
    scored("acme:1", 20, NOON.plusSeconds(2));
    watermark(NOON.plusSeconds(2));
    RecordReader<BandMovement> reader = RecordReader.of(BandMovement.class);
    assertThat(
            harness.extractOutputValues().stream()
                .filter(record -> record.topic() == Topic.ACCOUNT_MOVEMENTS)
                .map(record -> reader.read(record.value())))
        .extracting(BandMovement::getFrom, BandMovement::getTo, BandMovement::getIngestTime)
        .containsExactly(
            tuple(CountBand.NOT_SCORED, CountBand.HEALTHY, NOON),
            tuple(CountBand.HEALTHY, CountBand.WATCH, NOON.plusSeconds(2)));
  }

  @Test
  void aRowIsJudgedByTheStatusesOfItsTime() throws Exception {
    told(FreshnessStatus.FRESH, NOON.minusSeconds(60));
    scored("acme:1", 80, NOON);
    told(FreshnessStatus.STALE, NOON.plusMillis(1));
    watermark(NOON);
    assertThat(published())
        .singleElement()
        .satisfies(row -> assertThat(row.getStatus()).isEqualTo(HealthStatus.FRESH));
  }

  @Test
  void whatNothingWasHeardOfIsStale() throws Exception {
    scored("acme:1", 80, NOON);
    watermark(NOON);
    assertThat(published())
        .singleElement()
        .satisfies(row -> assertThat(row.getStatus()).isNotEqualTo(HealthStatus.FRESH));
  }

  @Test
  void aBreakThatIsFoundHoursLaterHoldsWhatWasPublishedWhenAllWasWell() throws Exception {
    told(FreshnessStatus.FRESH, NOON.minusSeconds(60));
    scored("acme:1", 75, NOON);
    watermark(NOON);
    for (int hour = 10; hour < 13; hour++) {
      Instant greener = NOON.plus(Duration.ofHours(hour));
      scored("acme:1", 78 + hour, greener);
      watermark(greener);
    }
    published();

    Instant found = NOON.plus(Duration.ofHours(20));
    told(FreshnessStatus.STALE, found, NOON.plus(Duration.ofHours(1)));
    scored("acme:1", 91, found);
    watermark(found.plus(MINUTE.multipliedBy(2)));
    assertThat(published())
        .last()
        .satisfies(row -> assertThat(row.getScoreMicros()).isEqualTo(75 * POINT));
  }

  @Test
  void aDeclaredSourceThatWasNeverHeardOfHoldsWhatAnotherFeedsToo() throws Exception {
    harness.close();
    declared = telemetry("product", "mobile");
    open(null);
    told(FreshnessStatus.FRESH, NOON.minusSeconds(60));
    scored("acme:1", 80, NOON);
    watermark(NOON);
    assertThat(published())
        .singleElement()
        .satisfies(row -> assertThat(row.getStatus()).isNotEqualTo(HealthStatus.FRESH));
  }

  @Test
  void aSourceThatIsDeclaredNoMoreHoldsNothing() throws Exception {
    told(FreshnessStatus.SILENT, NOON.minusSeconds(60));
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    declared = telemetry("successor");
    open(state);
    toldOf("successor", FreshnessStatus.FRESH, NOON.minusSeconds(30));
    scored("acme:1", 80, NOON);
    watermark(NOON);
    assertThat(published())
        .singleElement()
        .satisfies(row -> assertThat(row.getStatus()).isEqualTo(HealthStatus.FRESH));
  }

  @Test
  void aTransitionReachesEveryAccountOnceWithinAMinute() throws Exception {
    told(FreshnessStatus.FRESH, NOON.minusSeconds(60));
    for (int account = 0; account < ACCOUNTS; account++) {
      scored("acme:" + account, 80, NOON);
    }
    watermark(NOON);
    assertThat(published()).hasSize(ACCOUNTS);
    told(FreshnessStatus.STALE, NOON.plusSeconds(90));
    watermark(NOON.plusSeconds(89));
    assertThat(published()).isEmpty();
    for (int second = 90; second < 150; second++) {
      watermark(NOON.plusSeconds(second));
    }
    List<AccountHealth> held = published();
    assertThat(held)
        .extracting(AccountHealth::getAccountId)
        .doesNotHaveDuplicates()
        .hasSize(ACCOUNTS);
    assertThat(held).extracting(AccountHealth::getStatus).doesNotContain(HealthStatus.FRESH);
    assertThat(held).extracting(AccountHealth::getIngestTime).doesNotHaveDuplicates();
    watermark(NOON.plus(MINUTE.multipliedBy(10)));
    assertThat(published()).isEmpty();
  }

  @Test
  void whatIsHeldComesNotBackBetterUntilTheDataDoes() throws Exception {
    told(FreshnessStatus.FRESH, NOON.minusSeconds(60));
    scored("acme:1", 60, NOON);
    watermark(NOON);
    published();
    told(FreshnessStatus.STALE, NOON.plusSeconds(1));
    watermark(NOON.plus(MINUTE.multipliedBy(2)));
    published();
    scored("acme:1", 90, NOON.plus(MINUTE.multipliedBy(3)));
    watermark(NOON.plus(MINUTE.multipliedBy(3)));
    assertThat(published())
        .allSatisfy(row -> assertThat(row.getBand()).isNotEqualTo(HealthBand.HEALTHY));
    told(FreshnessStatus.FRESH, NOON.plus(MINUTE.multipliedBy(4)));
    watermark(NOON.plus(MINUTE.multipliedBy(4)));
    watermark(NOON.plus(MINUTE.multipliedBy(5)));
    AccountHealth recovered = published().get(0);
    assertThat(recovered.getStatus()).isEqualTo(HealthStatus.FRESH);
    assertThat(recovered.getScoreMicros()).isEqualTo(90 * POINT);
  }

  @Test
  void rowsOfOneInstantKeepEachItsLedger() throws Exception {
    told(FreshnessStatus.FRESH, NOON.minusSeconds(60));
    scored("acme:1", 80, NOON);
    watermark(NOON);
    published();
    Instant later = NOON.plusSeconds(30);
    scored("acme:1", 75, later, line(-5));
    scored("acme:1", 70, later, line(-5));
    watermark(later);
    assertThat(published())
        .hasSize(2)
        .allSatisfy(
            row ->
                assertThat(row.getLedger())
                    .extracting(LedgerLine::getCause)
                    .containsExactly(LedgerCause.CUSTOMER));
  }

  @Test
  void theEndOfTimePublishesNothing() throws Exception {
    told(FreshnessStatus.FRESH, NOON.minusSeconds(60));
    scored("acme:1", 80, NOON);
    harness.processBothWatermarks(Watermark.MAX_WATERMARK);
    assertThat(published()).isEmpty();
  }

  @Test
  void anAccountHoldsOneTimerAndTwoEntries() throws Exception {
    told(FreshnessStatus.FRESH, NOON.minusSeconds(60));
    for (int i = 0; i < 20; i++) {
      scored("acme:1", 50 + i, NOON.plusSeconds(10L * i));
      watermark(NOON.plusSeconds(10L * i));
    }
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    harness.processBothWatermarks(new Watermark(NOON.plus(Duration.ofHours(30)).toEpochMilli()));
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
  }

  @Test
  void aRestoreLosesNoRowThatWaitsAndNoStatus() throws Exception {
    told(FreshnessStatus.FRESH, NOON.minusSeconds(60));
    scored("acme:1", 80, NOON);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    open(state);
    watermark(NOON);
    assertThat(published())
        .singleElement()
        .satisfies(row -> assertThat(row.getStatus()).isEqualTo(HealthStatus.FRESH));
  }

  private static Map<String, SourceDeclaration> telemetry(String... ids) {
    return TestingSources.byId(
        Arrays.stream(ids)
            .map(id -> TestingSources.source(id, Entity.TELEMETRY))
            .toArray(SourceDeclaration[]::new));
  }

  private void open(OperatorSubtaskState restored) throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new GateFunction(declared), List.of(GateFunction.TIMELINES, GateFunction.JUDGED)),
            ScoreRow::accountId,
            null,
            Types.STRING);
    harness.setup();
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
  }

  private void watermark(Instant time) throws Exception {
    harness.processBothWatermarks(new Watermark(time.toEpochMilli()));
  }

  private void told(FreshnessStatus status, Instant time) throws Exception {
    toldOf("product", status, time);
  }

  private void told(FreshnessStatus status, Instant time, Instant lastGood) throws Exception {
    toldOf("product", status, time, lastGood);
  }

  private void toldOf(String source, FreshnessStatus status, Instant time) throws Exception {
    toldOf(source, status, time, null);
  }

  private void toldOf(String source, FreshnessStatus status, Instant time, Instant lastGood)
      throws Exception {
    SourceFreshness row =
        SourceFreshness.newBuilder()
            .setIngestTime(time)
            .setSource(source)
            .setEntities(List.of(Entity.TELEMETRY))
            .setStatus(status)
            .setSince(time)
            .setReason("")
            .setExpectedCadenceSeconds(60L)
            .setLastGoodTime(lastGood)
            .build();
    byte[] value = RecordWriter.of(SourceFreshness.class).write(row);
    harness.processElement2(
        new StreamRecord<>(
            new InboundRecord(Topic.SOURCE_FRESHNESS, 0, 0, value, time.toEpochMilli(), false)));
  }

  /** One of two that weigh the same. */
  private static ScoreInput input(String name, Entity entity, long points) {
    return ScoreInput.newBuilder()
        .setName(name)
        .setValue(.5)
        .setPointsMicros(points * POINT)
        .setWeightMicros(50 * POINT)
        .setContributionMicros(points * POINT / 2)
        .setStatus(InputStatus.FRESH)
        .setSource("product")
        .setEntities(List.of(entity))
        .build();
  }

  private static LedgerLine line(long points) {
    return new LedgerLine(LedgerCause.CUSTOMER, null, points * POINT, "the customer changed");
  }

  private void scored(String account, long points, Instant time, LedgerLine... ledger)
      throws Exception {
    HealthBand band = points >= 70 ? HealthBand.HEALTHY : HealthBand.WATCH;
    List<ScoreInput> inputs =
        List.of(
            input("adoption.active_days_ratio", Entity.TELEMETRY, points),
            input("renewal.arr_at_risk_ratio", Entity.SUBSCRIPTION, points));
    AccountScore row =
        AccountScore.newBuilder()
            .setIngestTime(time)
            .setAccountId(account)
            .setFinal$(true)
            .setScoreMicros(points * POINT)
            .setBandBeforeGates(band)
            .setBand(band)
            .setBandSince(time)
            .setCoverageMicros(POINT)
            .setUnknownBelowMicros(POINT / 2)
            .setWatchBelowMicros(6 * POINT / 10)
            .setModel("default@1")
            .setModelHash("hash")
            .setVariant("adopting")
            .setCodeVersion("test")
            .setDictionaryVersion(1)
            .setInputs(inputs)
            .setGates(List.of())
            .setLedger(List.of(ledger))
            .setFacts(AccountFacts.newBuilder().build())
            .build();
    harness.processElement1(
        new StreamRecord<>(
            new ScoreRow(
                account, RecordWriter.of(AccountScore.class).write(row), time.toEpochMilli())));
  }

  private List<AccountHealth> published() {
    RecordReader<AccountHealth> reader = RecordReader.of(AccountHealth.class);
    List<AccountHealth> rows =
        harness.extractOutputValues().stream()
            .filter(record -> record.topic() == Topic.ACCOUNT_HEALTH)
            .map(record -> reader.read(record.value()))
            .toList();
    harness.getOutput().clear();
    return rows;
  }
}
