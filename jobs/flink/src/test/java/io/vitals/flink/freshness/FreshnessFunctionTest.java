package io.vitals.flink.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.domain.freshness.SourcesFile;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.schemas.Entity;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FreshnessFunctionTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration CADENCE = Duration.ofMinutes(10);
  private static final SourceDeclaration PRODUCT =
      SourcesFile.parse(
              """
              sources:
                - {id: product, system: test, topic: source.telemetry, entities: [telemetry],
                   expected_cadence: 10m, ingest_time: broker, owner: data}
              """)
          .get(0);

  private KeyedOneInputStreamOperatorTestHarness<String, ArrivalsRow, OutboundRecord> harness;

  @BeforeEach
  void start() throws Exception {
    harness = harness(null);
  }

  @AfterEach
  void stop() throws Exception {
    harness.close();
  }

  @Test
  void tellsEachChangeOfStatusWhenItIs() throws Exception {
    arrive(NOON);
    watermark(NOON.plus(CADENCE.multipliedBy(3)));
    assertThat(told())
        .containsExactly(
            "FRESH 2026-03-02T12:00:00Z",
            "LATE 2026-03-02T12:12:30.001Z",
            "SILENT 2026-03-02T12:20:00Z");
    arrive(NOON.plus(CADENCE.multipliedBy(4)));
    watermark(NOON.plus(CADENCE.multipliedBy(5)));
    assertThat(told())
        .containsExactly("RECOVERING 2026-03-02T12:40:00Z", "FRESH 2026-03-02T12:50:00Z");
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
  }

  @Test
  void aBreakIsToldThoughWhatEndedItWasReadAhead() throws Exception {
    arrive(NOON);
    arrive(NOON.plus(CADENCE.multipliedBy(4)));
    watermark(NOON.plus(CADENCE.multipliedBy(4)));
    assertThat(told())
        .containsExactly(
            "FRESH 2026-03-02T12:00:00Z",
            "LATE 2026-03-02T12:12:30.001Z",
            "SILENT 2026-03-02T12:20:00Z",
            "RECOVERING 2026-03-02T12:40:00Z");
  }

  @Test
  void aSourceThatIsWellHoldsOneTimer() throws Exception {
    for (int i = 0; i < 100; i++) {
      Instant now = NOON.plusSeconds(10L * i);
      arrive(now);
      watermark(now);
      assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    }
    assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
    assertThat(told()).hasSize(1);
  }

  @Test
  void aBreakOfASourceThatIsNoLongerDeclaredIsOver() throws Exception {
    arrive(NOON);
    watermark(NOON.plus(CADENCE.multipliedBy(3)));
    assertThat(told()).last().asString().startsWith("SILENT");
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = harness(state, Map.of());
    watermark(NOON.plus(CADENCE.multipliedBy(6)));
    assertThat(told()).singleElement().asString().startsWith("FRESH");
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void aSourceThatIsNotDeclaredLeavesNothing() throws Exception {
    ArrivalsRow row = row(NOON);
    harness.processElement(
        new StreamRecord<>(new ArrivalsRow("elsewhere", row.value(), row.time()), row.time()));
    watermark(NOON.plus(CADENCE));
    assertThat(told()).isEmpty();
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void aDeclaredSourceNothingIsHeardOfIsToldAndHeardOfLater() throws Exception {
    ArrivalsRow call = ArrivalsRow.call("product", NOON.toEpochMilli());
    harness.processElement(new StreamRecord<>(call, call.time()));
    watermark(NOON.plusSeconds(10));
    assertThat(told()).containsExactly("STALE 2026-03-02T12:00:00Z");
    arrive(NOON.plusSeconds(20));
    harness.processElement(new StreamRecord<>(call, call.time()));
    watermark(NOON.plusSeconds(20));
    assertThat(told()).containsExactly("FRESH 2026-03-02T12:00:20Z");
  }

  @Test
  void figuresComeEachMinuteInLifeAndEachHourWhileHistoryLoads() throws Exception {
    arrive(NOON);
    for (int minute = 0; minute <= 5; minute++) {
      watermark(NOON.plusSeconds(60L * minute));
    }
    assertThat(harness.extractOutputValues()).hasSize(6);
    harness.getOutput().clear();
    watermark(NOON.plus(Duration.ofHours(12)));
    assertThat(harness.extractOutputValues().size()).isBetween(12, 16);
  }

  @Test
  void theEndOfTimeBreaksNothing() throws Exception {
    arrive(NOON);
    watermark(NOON);
    told();
    harness.processWatermark(Long.MAX_VALUE);
    assertThat(told()).isEmpty();
  }

  @Test
  void neitherReadingAheadNorRestoresChangeWhatIsTold() throws Exception {
    for (long seed = 1; seed <= 20; seed++) {
      List<String> inOrder = run(seed, false, false);
      assertThat(inOrder).as("seed %d", seed).hasSizeGreaterThan(3);
      assertThat(run(seed, true, false)).as("seed %d, read ahead", seed).isEqualTo(inOrder);
      assertThat(run(seed, false, true)).as("seed %d, restored", seed).isEqualTo(inOrder);
    }
  }

  private List<String> run(long seed, boolean readAhead, boolean restoring) throws Exception {
    Random arrivals = new Random(seed);
    harness.close();
    harness = harness(null);
    List<String> told = new ArrayList<>();
    Instant now = NOON;
    for (int i = 0; i < 40; i++) {
      now = now.plusSeconds(arrivals.nextInt((int) CADENCE.toSeconds() * 3));
      arrive(now);
      if (!readAhead) {
        watermark(now);
      }
      if (restoring && i % 7 == 3) {
        told.addAll(told());
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        harness = harness(state);
      }
    }
    watermark(now.plus(CADENCE.multipliedBy(5)));
    told.addAll(told());
    return told;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, ArrivalsRow, OutboundRecord>
      harness(OperatorSubtaskState restored) throws Exception {
    return harness(restored, Map.of("product", PRODUCT));
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, ArrivalsRow, OutboundRecord>
      harness(OperatorSubtaskState restored, Map<String, SourceDeclaration> declared)
          throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, ArrivalsRow, OutboundRecord> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new FreshnessFunction(declared)),
            ArrivalsRow::source,
            Types.STRING);
    harness.setup();
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
    return harness;
  }

  private void arrive(Instant time) throws Exception {
    ArrivalsRow row = row(time);
    harness.processElement(new StreamRecord<>(row, row.time()));
  }

  private static ArrivalsRow row(Instant time) {
    SourceArrivals row =
        SourceArrivals.newBuilder()
            .setIngestTime(time)
            .setSource("product")
            .setEntity(Entity.TELEMETRY)
            .setPartition(0)
            .setLastArrivalTime(time)
            .build();
    return new ArrivalsRow(
        "product", RecordWriter.of(SourceArrivals.class).write(row), time.toEpochMilli());
  }

  private void watermark(Instant time) throws Exception {
    harness.processWatermark(time.toEpochMilli());
  }

  /** What was told since the last call: status and instant. */
  private List<String> told() {
    RecordReader<SourceFreshness> reader = RecordReader.of(SourceFreshness.class);
    List<String> told = new ArrayList<>();
    for (OutboundRecord record : harness.extractOutputValues()) {
      SourceFreshness row = reader.read(record.value());
      if (!row.getTransition()) {
        continue;
      }
      assertThat(row.getSince()).isEqualTo(row.getIngestTime());
      FreshnessStatus status = row.getStatus();
      told.add(status + " " + row.getIngestTime());
    }
    harness.getOutput().clear();
    return told;
  }
}
