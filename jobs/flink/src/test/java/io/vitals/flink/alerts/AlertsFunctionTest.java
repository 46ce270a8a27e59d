package io.vitals.flink.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.alerting.Condition;
import io.vitals.domain.alerting.Condition.Standing;
import io.vitals.domain.alerting.EpisodeId;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.flink.testing.TestingSources;
import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertEnd;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.AlertPhase;
import io.vitals.schemas.AlertVerdict;
import io.vitals.schemas.AlertVerdictKind;
import io.vitals.schemas.Entity;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.SignalScope;
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
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertsFunctionTest {
  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private KeyedTwoInputStreamOperatorTestHarness<String, SubjectRow, InboundRecord, OutboundRecord>
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
  void anEpisodeIsToldWhenItBeginsAndWhenItEndsAndLeavesNothing() throws Exception {
    condition(Standing.HOLDS, NINE);
    assertThat(told()).as("before its time").isEmpty();
    watermark(NINE);
    assertThat(told()).extracting(Alert::getPhase).containsExactly(AlertPhase.FIRING);
    condition(Standing.CLEAR, NINE.plus(HOUR));
    watermark(NINE.plus(HOUR));
    assertThat(told()).extracting(Alert::getPhase).containsExactly(AlertPhase.RESOLVING);
    watermark(NINE.plus(HOUR).plus(DAY));
    assertThat(told())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.getEnd()).isEqualTo(AlertEnd.CLEARED);
              assertThat(alert.getResolvedAt()).isEqualTo(NINE.plus(HOUR).plus(DAY));
            });
    watermark(NINE.plus(DAY.multipliedBy(3)));
    assertThat(harness.numEventTimeTimers()).isZero();
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void whatABrokenSourceExplainsIsToldWhenThatIsWellAgain() throws Exception {
    freshness(FreshnessStatus.SILENT, NINE.minus(HOUR));
    freshness(FreshnessStatus.FRESH, NINE.plus(HOUR));
    condition(Standing.HOLDS, NINE);
    watermark(NINE);
    assertThat(told()).extracting(Alert::getInhibitedBy).containsExactly("support");
    watermark(NINE.plus(HOUR).plus(Duration.ofMinutes(5)));
    assertThat(told())
        .as("read ahead, the recovery counts from its time on, and accounts have time to follow")
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.getInhibitedBy()).isNull();
              assertThat(alert.getIngestTime())
                  .isEqualTo(NINE.plus(HOUR).plus(Duration.ofMinutes(5)));
            });
  }

  @Test
  void aVerdictOfATimeThatHasPassedCountsNow() throws Exception {
    condition(Standing.HOLDS, NINE);
    watermark(NINE);
    String episode = told().get(0).getEpisodeId();
    AlertVerdict taken =
        AlertVerdict.newBuilder()
            .setVerdict(AlertVerdictKind.ACKNOWLEDGE)
            .setEpisodeId(episode)
            .setBy("csm-7")
            .build();
    long dayBefore = NINE.minus(DAY).toEpochMilli();
    harness.processElement1(
        SubjectRow.verdict(EpisodeId.parse(episode).orElseThrow(), taken, dayBefore).orElseThrow(),
        dayBefore);
    watermark(NINE.plus(Duration.ofMinutes(1)));
    assertThat(told())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.getPhase()).isEqualTo(AlertPhase.ACKNOWLEDGED);
              assertThat(alert.getAcknowledgedAt()).isAfter(NINE);
            });
  }

  @Test
  void restoredInBetweenItGoesOnAsIfNothingWere() throws Exception {
    List<Alert> uninterrupted = life(false);
    harness.close();
    open(null);
    assertThat(life(true)).isNotEmpty().isEqualTo(uninterrupted);
  }

  private List<Alert> life(boolean restarts) throws Exception {
    List<Alert> all = new ArrayList<>();
    Standing[] standings = {
      Standing.HOLDS,
      Standing.CLEAR,
      Standing.BETWEEN,
      Standing.HOLDS,
      Standing.UNKNOWN,
      Standing.CLEAR,
      Standing.CLEAR
    };
    Instant now = NINE;
    for (Standing standing : standings) {
      condition(standing, now);
      if (restarts) {
        restart();
      }
      watermark(now);
      all.addAll(told());
      now = now.plus(HOUR.multipliedBy(7));
    }
    if (restarts) {
      restart();
    }
    watermark(now.plus(DAY.multipliedBy(2)));
    all.addAll(told());
    return all;
  }

  private void condition(Standing standing, Instant time) throws Exception {
    long millis = time.toEpochMilli();
    Condition condition =
        standing == Standing.HOLDS
            ? Condition.holds(
                AlertKind.ESCALATION, SignalScope.ACCOUNT, "demo:a", millis, "it is so")
            : Condition.not(standing, AlertKind.ESCALATION, SignalScope.ACCOUNT, "demo:a", millis);
    harness.processElement1(SubjectRow.condition(condition, millis), millis);
  }

  private void freshness(FreshnessStatus status, Instant time) throws Exception {
    SourceFreshness row =
        SourceFreshness.newBuilder()
            .setIngestTime(time)
            .setSource("support")
            .setEntities(List.of(Entity.TICKET))
            .setStatus(status)
            .setSince(time)
            .setReason("")
            .build();
    byte[] value = RecordWriter.of(SourceFreshness.class).write(row);
    harness.processElement2(
        new InboundRecord(Topic.SOURCE_FRESHNESS, 0, 0, value, time.toEpochMilli(), false),
        time.toEpochMilli());
  }

  private void watermark(Instant time) throws Exception {
    harness.processBothWatermarks(new Watermark(time.toEpochMilli()));
  }

  private List<Alert> told() {
    RecordReader<Alert> reader = RecordReader.of(Alert.class);
    List<Alert> alerts = new ArrayList<>();
    harness.extractOutputValues().forEach(row -> alerts.add(reader.read(row.value())));
    harness.getOutput().clear();
    return alerts;
  }

  private void restart() throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    open(snapshot);
  }

  private void open(OperatorSubtaskState snapshot) throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new AlertsFunction(
                    TestingSources.byId(TestingSources.source("support", Entity.TICKET))),
                List.of(AlertsFunction.FRESHNESS)),
            SubjectRow::subject,
            null,
            Types.STRING);
    harness.setup();
    if (snapshot != null) {
      harness.initializeState(snapshot);
    }
    harness.open();
  }
}
