package io.vitals.flink.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.anomaly.series.Hours;
import io.vitals.domain.anomaly.series.SeriesCount;
import java.time.Instant;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourceVolumeFunctionTest {
  private static final int NINE = Hours.of(Instant.parse("2026-03-02T09:00:00Z").toEpochMilli());

  private KeyedOneInputStreamOperatorTestHarness<String, SourceVolume, SeriesCount> harness;

  @BeforeEach
  void start() throws Exception {
    open(Set.of("crm"), null);
  }

  @AfterEach
  void stop() throws Exception {
    harness.close();
  }

  @Test
  void anHourInWhichNothingCameIsAnHourOfNothing() throws Exception {
    sent(NINE, 7);
    sent(NINE + 1, 5);
    watermark(NINE + 3);
    assertThat(harness.extractOutputValues())
        .extracting(SeriesCount::count)
        .containsExactly(5.0, 0.0, 0.0);
  }

  @Test
  void aSourceThatIsNoLongerDeclaredIsNotMissed() throws Exception {
    sent(NINE, 7);
    watermark(NINE + 1);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    open(Set.of("successor"), state);
    watermark(NINE + 5);
    assertThat(harness.extractOutputValues()).singleElement().matches(SeriesCount::isEnd);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  private void sent(int hour, long records) throws Exception {
    harness.processElement(
        new SourceVolume("crm", hour * Hours.MILLIS, records), hour * Hours.MILLIS);
  }

  private void watermark(int hour) throws Exception {
    harness.processWatermark(new Watermark(Hours.judgedAt(hour)));
  }

  private void open(Set<String> declared, OperatorSubtaskState state) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new SourceVolumeFunction(declared)),
            SourceVolume::source,
            Types.STRING);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }
}
