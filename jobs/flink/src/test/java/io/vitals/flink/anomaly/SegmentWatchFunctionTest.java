package io.vitals.flink.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.anomaly.series.Hours;
import io.vitals.domain.anomaly.series.SeriesCount;
import io.vitals.domain.anomaly.series.SeriesMeasure;
import io.vitals.flink.health.Announcement;
import io.vitals.flink.health.SourceCompleteness;
import io.vitals.flink.testing.TestingSources;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SegmentWatchFunctionTest {
  private static final int NINE = Hours.of(Instant.parse("2026-03-02T09:00:00Z").toEpochMilli());

  private KeyedTwoInputStreamOperatorTestHarness<String, AccountHour, Announcement, SeriesCount>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new SegmentWatchFunction(TestingSources.byId()), List.of(SourceCompleteness.STATE)),
            AccountHour::segment,
            null,
            Types.STRING);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void anHourIsTheSumOfItsAccounts() throws Exception {
    use(NINE, 30);
    use(NINE, 4);
    watermark(NINE);
    assertThat(events()).containsExactly(34.0);
  }

  /** After a restore hours are read before the first watermark: time has not come to 1970. */
  @Test
  void itsFirstHourIsJudgedWhenItIsOverThoughNoTimeIsKnownYet() throws Exception {
    use(NINE, 30);
    watermark(NINE - 1);
    assertThat(events()).isEmpty();
    assertThat(harness.numEventTimeTimers()).isOne();
    watermark(NINE);
    assertThat(events()).containsExactly(30.0);
  }

  private List<Double> events() {
    return harness.extractOutputValues().stream()
        .filter(count -> count.measure() == SeriesMeasure.EVENTS)
        .map(SeriesCount::count)
        .toList();
  }

  private void use(int hour, long events) throws Exception {
    AccountHour row = new AccountHour("smb", hour, true, events, 1, 0, 0, 0, 0);
    harness.processElement1(row, hour * Hours.MILLIS);
  }

  private void watermark(int hour) throws Exception {
    harness.processBothWatermarks(new Watermark(Hours.judgedAt(hour)));
  }
}
