package io.vitals.flink.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.anomaly.CountPrior;
import io.vitals.domain.anomaly.WorkingCalendar;
import io.vitals.domain.anomaly.peers.PeerPrior;
import io.vitals.domain.anomaly.series.AccountStanding;
import io.vitals.domain.anomaly.series.Hours;
import io.vitals.domain.anomaly.series.SeriesCount;
import io.vitals.domain.anomaly.series.SeriesDetectors;
import io.vitals.domain.anomaly.series.SeriesMeasure;
import io.vitals.domain.anomaly.series.SeriesPoint;
import io.vitals.domain.anomaly.series.Subject;
import io.vitals.schemas.SignalScope;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeriesJudgeFunctionTest {
  private static final int DAY =
      (int) (Instant.parse("2026-03-02T00:00:00Z").getEpochSecond() / 86_400);
  private static final Subject ACCOUNT =
      Subject.account("demo:a", new AccountStanding(true, "smb", 100L, null));

  private KeyedTwoInputStreamOperatorTestHarness<String, SeriesCount, PeerPrior, SeriesPoint>
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
  void aNewAccountIsJudgedFromItsSecondDayAmongPeers() throws Exception {
    peers(DAY);
    day(DAY, 100);
    day(DAY + 1, 100);
    assertThat(harness.extractOutputValues().get(0).expected()).isNaN();
    assertThat(harness.extractOutputValues().get(1).expected()).isBetween(80.0, 120.0);
  }

  @Test
  void withoutPeersItGathersAWeek() throws Exception {
    day(DAY, 100);
    day(DAY + 1, 100);
    assertThat(harness.extractOutputValues()).allMatch(point -> Double.isNaN(point.expected()));
  }

  @Test
  void whatIsKnownOfPeersLaterDoesNotCountHoweverFarAheadItWasRead() throws Exception {
    peers(DAY + 1);
    day(DAY, 100);
    day(DAY + 1, 100);
    assertThat(harness.extractOutputValues()).allMatch(point -> Double.isNaN(point.expected()));
  }

  @Test
  void whatIsKnownOfPeersThenCountsHoweverLateItWasRead() throws Exception {
    count(DAY, 100);
    peers(DAY);
    harness.processBothWatermarks(new Watermark(judged(DAY)));
    day(DAY + 1, 100);
    assertThat(harness.extractOutputValues().get(1).expected()).isBetween(80.0, 120.0);
  }

  @Test
  void restoredItKnowsPeersAndCounts() throws Exception {
    peers(DAY);
    count(DAY, 100);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    open(snapshot);
    harness.processBothWatermarks(new Watermark(judged(DAY)));
    day(DAY + 1, 100);
    assertThat(harness.extractOutputValues().get(1).expected()).isBetween(80.0, 120.0);
  }

  @Test
  void whatIsWatchedNoMoreIsForgotten() throws Exception {
    day(DAY, 100);
    harness.processElement1(
        SeriesCount.end(SignalScope.ACCOUNT, ACCOUNT.id()), judged(DAY) + Hours.MILLIS);
    harness.processBothWatermarks(new Watermark(judged(DAY + 1)));
    assertThat(harness.extractOutputValues().get(1).isEnd()).isTrue();
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  private void peers(int day) throws Exception {
    CountPrior prior = new CountPrior(80, 1, 0.02, List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0), 4);
    harness.processElement2(new PeerPrior("", "events/24", judged(day), prior), judged(day));
  }

  private void day(int day, long events) throws Exception {
    count(day, events);
    harness.processBothWatermarks(new Watermark(judged(day)));
  }

  private void count(int day, long events) throws Exception {
    harness.processElement1(
        SeriesCount.ofDay(ACCOUNT, SeriesMeasure.EVENTS, day, events), judged(day));
  }

  private static long judged(int day) {
    return Hours.judgedAt((day + 1) * Hours.A_DAY - 1);
  }

  private void open(OperatorSubtaskState state) throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new SeriesJudgeFunction(SeriesDetectors.standard(WorkingCalendar.WEEKENDS)),
                List.of(SeriesJudgeFunction.PEERS)),
            SeriesCount::subject,
            null,
            Types.STRING);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }
}
