package io.vitals.flink.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.alerting.EpisodeId;
import io.vitals.domain.anomaly.episode.AnomalySettings;
import io.vitals.domain.anomaly.episode.Planned;
import io.vitals.domain.anomaly.series.Hours;
import io.vitals.domain.anomaly.series.SeriesMeasure;
import io.vitals.domain.anomaly.series.SeriesPoint;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.schemas.AlertVerdict;
import io.vitals.schemas.AlertVerdictKind;
import io.vitals.schemas.AnomalyDecision;
import io.vitals.schemas.Entity;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.Signal;
import io.vitals.schemas.SignalAction;
import io.vitals.schemas.SignalKind;
import io.vitals.schemas.SignalScope;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.SuppressionReason;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnomalyFunctionTest {
  private static final int NINE = Hours.of(Instant.parse("2026-03-02T09:00:00Z").toEpochMilli());

  private KeyedTwoInputStreamOperatorTestHarness<Integer, SeriesPoint, Circumstance, OutboundRecord>
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
  void anEpisodeIsToldWhenItBeginsAndWhenItEnds() throws Exception {
    point(NINE, 2, 1e-12, NINE);
    assertThat(told()).as("before its time").isEmpty();
    watermark(NINE);
    assertThat(told())
        .singleElement()
        .satisfies(
            signal -> {
              assertThat(signal.getAction()).isEqualTo(SignalAction.RAISE);
              assertThat(signal.getIngestTime().toEpochMilli()).isEqualTo(Hours.judgedAt(NINE));
            });
    point(NINE + 1, 80, 0.9, null);
    watermark(NINE + 1);
    assertThat(told()).extracting(Signal::getAction).containsExactly(SignalAction.CLEAR);
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void pointsOfALaterMomentWait() throws Exception {
    point(NINE + 1, 80, 0.9, null);
    point(NINE, 2, 1e-12, NINE);
    watermark(NINE);
    assertThat(told()).extracting(Signal::getAction).containsExactly(SignalAction.RAISE);
    watermark(NINE + 1);
    assertThat(told()).extracting(Signal::getAction).containsExactly(SignalAction.CLEAR);
  }

  @Test
  void whatABrokenSourceExplainsIsNotTold() throws Exception {
    freshness(FreshnessStatus.SILENT, NINE - 1);
    point(NINE, 0, 1e-12, NINE);
    watermark(NINE);
    assertThat(told()).isEmpty();

    freshness(FreshnessStatus.FRESH, NINE + 8);
    point(NINE + 9, 0, 1e-12, NINE + 9);
    watermark(NINE + 9);
    assertThat(told()).extracting(Signal::getAction).containsExactly(SignalAction.RAISE);
  }

  @Test
  void whatSomebodySaidWouldComeIsNotToldUntilThenAndIsForgottenLater() throws Exception {
    point(NINE, 2, 1e-12, NINE);
    watermark(NINE);
    EpisodeId alert =
        new EpisodeId("usage_collapse", "account", "demo:a", "critical", "2026-03-02T09:00:00Z");
    AlertVerdict verdict =
        AlertVerdict.newBuilder()
            .setVerdict(AlertVerdictKind.EXPECTED)
            .setEpisodeId(alert.toString())
            .setBy("cs-ops")
            .setExpectedUntil(Instant.ofEpochMilli((NINE + 3) * Hours.MILLIS))
            .build();
    harness.processElement2(Circumstance.of(alert, verdict, 0).orElseThrow(), 0);
    restart();
    point(NINE + 1, 2, 1e-12, NINE);
    watermark(NINE + 1);
    point(NINE + 2, 2, 1e-12, NINE);
    watermark(NINE + 2);
    assertThat(told()).extracting(Signal::getAction).containsExactly(SignalAction.CLEAR);

    point(NINE + 3, 2, 1e-12, NINE);
    watermark(NINE + 3);
    assertThat(told()).extracting(Signal::getAction).containsExactly(SignalAction.RAISE);

    int kept = harness.numKeyedStateEntries();
    point(NINE + 100, 80, 0.9, null);
    watermark(NINE + 100);
    assertThat(harness.numKeyedStateEntries()).isLessThan(kept);
  }

  @Test
  void onlyAnAnomalyThatWasExpectedUntilSomeTimeIsPlanned() {
    AlertVerdict.Builder expected =
        AlertVerdict.newBuilder().setVerdict(AlertVerdictKind.EXPECTED).setBy("cs-ops");
    EpisodeId anomaly =
        new EpisodeId("ticket_surge", "segment", "smb", "warning", "2026-03-02T09:00:00Z");
    assertThat(Circumstance.of(anomaly, expected.build(), 0)).isEmpty();

    AlertVerdict dated = expected.setExpectedUntil(Instant.parse("2026-03-07T00:00:00Z")).build();
    assertThat(Circumstance.of(anomaly, dated, 0).orElseThrow().planned())
        .isEqualTo(
            new Planned(
                SignalScope.SEGMENT,
                "smb",
                SignalKind.TICKET_SURGE,
                Instant.parse("2026-03-02T09:00:00Z").toEpochMilli(),
                Instant.parse("2026-03-07T00:00:00Z").toEpochMilli()));
    EpisodeId silent =
        new EpisodeId("source_silent", "source", "crm", "warning", "2026-03-02T09:00:00Z");
    assertThat(Circumstance.of(silent, dated, 0)).isEmpty();
    EpisodeId later = new EpisodeId("brand_new", "source", "crm", "warning", "whenever");
    assertThat(Circumstance.of(later, dated, 0)).isEmpty();
    AlertVerdict taken =
        AlertVerdict.newBuilder(dated).setVerdict(AlertVerdictKind.ACKNOWLEDGE).build();
    assertThat(Circumstance.of(anomaly, taken, 0)).isEmpty();
  }

  @Test
  void whatIsHeldBackIsCountedAndListed() throws Exception {
    freshness(FreshnessStatus.SILENT, NINE - 1);
    point(NINE, 0, 1e-12, NINE);
    watermark(NINE);
    RecordReader<AnomalyDecision> reader = RecordReader.of(AnomalyDecision.class);
    List<AnomalyDecision> decisions =
        harness.extractOutputValues().stream()
            .filter(row -> row.topic() == Topic.ANOMALIES_DECISIONS)
            .map(row -> reader.read(row.value()))
            .toList();
    assertThat(decisions)
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getTold()).isZero();
              assertThat(row.getExplained()).isEqualTo(1);
              assertThat(row.getSuppressed())
                  .singleElement()
                  .satisfies(
                      one -> {
                        assertThat(one.getSubject()).isEqualTo("demo:a");
                        assertThat(one.getFamily()).isEqualTo("usage");
                        assertThat(one.getReason()).isEqualTo(SuppressionReason.EXPLAINED);
                        assertThat(one.getCause()).isEqualTo("product");
                        assertThat(one.getArrMinor()).isEqualTo(5_000_00L);
                      });
            });
  }

  @Test
  void restoredInBetweenItGoesOnAsIfNothingWere() throws Exception {
    point(NINE, 2, 1e-12, NINE);
    point(NINE + 1, 3, 1e-12, NINE);
    restart();
    watermark(NINE);
    assertThat(told()).extracting(Signal::getAction).containsExactly(SignalAction.RAISE);
    restart();
    watermark(NINE + 1);
    assertThat(told()).as("told of once").isEmpty();
  }

  private void point(int hour, double observed, double p, Integer since) throws Exception {
    harness.processElement1(
        new SeriesPoint(
            SignalScope.ACCOUNT,
            "demo:a",
            "smb",
            SeriesMeasure.EVENTS,
            hour * Hours.MILLIS,
            Hours.MILLIS,
            observed,
            80,
            50,
            110,
            p,
            observed < 80,
            since == null ? null : since * Hours.MILLIS,
            5_000_00L,
            20_800),
        Hours.judgedAt(hour));
  }

  private void freshness(FreshnessStatus status, int hour) throws Exception {
    Instant time = Instant.ofEpochMilli(hour * Hours.MILLIS);
    SourceFreshness row =
        SourceFreshness.newBuilder()
            .setIngestTime(time)
            .setSource("product")
            .setEntities(List.of(Entity.TELEMETRY))
            .setStatus(status)
            .setSince(time)
            .setReason("")
            .setLastGoodTime(time)
            .build();
    byte[] value = RecordWriter.of(SourceFreshness.class).write(row);
    harness.processElement2(
        Circumstance.freshness(value, time.toEpochMilli()), time.toEpochMilli());
  }

  private void watermark(int hour) throws Exception {
    harness.processBothWatermarks(new Watermark(Hours.judgedAt(hour)));
  }

  private List<Signal> told() {
    RecordReader<Signal> reader = RecordReader.of(Signal.class);
    List<Signal> signals = new ArrayList<>();
    harness.extractOutputValues().stream()
        .filter(row -> row.topic() == Topic.SIGNALS)
        .forEach(row -> signals.add(reader.read(row.value())));
    harness.getOutput().clear();
    return signals;
  }

  private void restart() throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    open(snapshot);
  }

  private void open(OperatorSubtaskState state) throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new AnomalyFunction(AnomalySettings.standard())),
            point -> 0,
            record -> 0,
            Types.INT);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }
}
