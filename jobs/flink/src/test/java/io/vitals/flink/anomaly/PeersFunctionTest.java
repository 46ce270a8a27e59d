package io.vitals.flink.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitals.domain.anomaly.WorkingCalendar;
import io.vitals.domain.anomaly.peers.PeerCount;
import io.vitals.domain.anomaly.peers.PeerPrior;
import io.vitals.domain.anomaly.series.AccountStanding;
import io.vitals.domain.anomaly.series.Hours;
import io.vitals.domain.anomaly.series.SeriesCount;
import io.vitals.domain.anomaly.series.SeriesMeasure;
import io.vitals.domain.anomaly.series.Subject;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class PeersFunctionTest {
  private static final int DAY =
      (int) (Instant.parse("2026-03-02T00:00:00Z").getEpochSecond() / 86_400);
  private static final int ACCOUNTS = 30;
  private static final int DAYS = 14;

  @Test
  void twoWeeksOfPeersTellWhatToExpectAsOfTheirDayHoweverFarAheadTheyWereRead() throws Exception {
    try (var counts = counts();
        var sums = sums()) {
      for (int account = 0; account < ACCOUNTS; account++) {
        for (int day = DAY; day < DAY + DAYS; day++) {
          Subject subject =
              Subject.account("demo:" + account, new AccountStanding(true, "smb", null, null));
          counts.processElement(
              SeriesCount.ofDay(subject, SeriesMeasure.EVENTS, day, 100), judged(day));
        }
      }
      for (var record : counts.extractOutputStreamRecords()) {
        sums.processElement(record.getValue(), record.getTimestamp());
      }
      sums.processWatermark(new Watermark(judged(DAY + 6)));
      assertThat(sums.extractOutputValues()).isEmpty();
      sums.processWatermark(new Watermark(judged(DAY + DAYS)));
      assertThat(sums.extractOutputValues())
          .extracting(PeerPrior::segment)
          .contains("smb", PeerCount.ALL);
      assertThat(sums.extractOutputValues())
          .allSatisfy(row -> assertThat(row.series()).isEqualTo("events/24"))
          .allSatisfy(row -> assertThat(row.time()).isGreaterThan(judged(DAY + 6)))
          .allSatisfy(row -> assertThat(row.prior().meanPerBucket()).isCloseTo(100, within(1e-9)));
      assertThat(sums.numEventTimeTimers()).isZero();
    }
  }

  private static long judged(int day) {
    return Hours.judgedAt((day + 1) * Hours.A_DAY - 1);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, SeriesCount, PeerCount> counts()
      throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, SeriesCount, PeerCount> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new PeerCountFunction(WorkingCalendar.WEEKENDS)),
            SeriesCount::subject,
            Types.STRING);
    harness.open();
    return harness;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, PeerCount, PeerPrior> sums()
      throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, PeerCount, PeerPrior> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new PeerSumsFunction()), PeerCount::segment, Types.STRING);
    harness.open();
    return harness;
  }
}
