package io.vitals.flink.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.anomaly.WorkingCalendar;
import io.vitals.domain.anomaly.series.DetectorStore;
import io.vitals.domain.anomaly.series.Hours;
import io.vitals.domain.anomaly.series.SeriesCount;
import io.vitals.domain.anomaly.series.SeriesDetectors;
import io.vitals.domain.anomaly.series.SeriesMeasure;
import io.vitals.domain.anomaly.series.SeriesPanel;
import io.vitals.domain.anomaly.series.SeriesPoint;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class WorsenedAccountsTest {
  private static final int START = Hours.of(Instant.parse("2026-09-07T00:00:00Z").toEpochMilli());
  private static final int ACCOUNTS = 150;
  private static final int SURGE = 24 * 40 + 10;
  private static final int WITHIN = 3;

  @Test
  void onlyWhoWasScoredBetterBeforeFalls() throws Exception {
    try (var accounts = accounts()) {
      accounts.processElement(band("demo:a", true, true, true), 1);
      accounts.processElement(band("demo:b", true, true, false), 1);
      assertThat(accounts.extractOutputValues()).isEmpty();
      accounts.processElement(band("demo:b", true, false, false), 2);
      accounts.processElement(band("demo:b", true, true, true), 3);
      accounts.processElement(band("demo:b", true, true, true), 4);
      assertThat(accounts.extractOutputValues())
          .containsExactly(
              new Worsened("smb", SeriesMeasure.NEWLY_AT_RISK, 1),
              new Worsened("", SeriesMeasure.NEWLY_AT_RISK, 1));
      accounts.processElement(band("demo:a", false, false, false), 5);
      accounts.processElement(band("demo:b", false, false, false), 5);
      assertThat(accounts.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void inputsThatComeToBeMissingAreCountedAndThoseThatComeBackAreNot() throws Exception {
    try (var accounts = accounts();
        var sums = sums()) {
      accounts.processElement(new AccountCondition("demo:a", null, true, true, false, 2), START);
      accounts.processElement(new AccountCondition("demo:a", null, true, true, false, 5), START);
      accounts.processElement(new AccountCondition("demo:a", null, true, true, false, 1), START);
      assertThat(accounts.extractOutputValues())
          .containsExactly(new Worsened("", SeriesMeasure.INPUTS_LOST, 3));

      long time = (START + 1) * Hours.MILLIS - 1;
      sums.processElement(new Worsened("", SeriesMeasure.INPUTS_LOST, 3), time);
      sums.processElement(new Worsened("", SeriesMeasure.INPUTS_LOST, 4), time);
      sums.processElement(new Worsened("a/b", SeriesMeasure.NEWLY_AT_RISK, 1), time);
      sums.processWatermark(new Watermark(Hours.judgedAt(START)));
      assertThat(sums.extractOutputValues())
          .extracting(count -> count.measure() + " " + count.subject() + " " + count.count())
          .containsExactlyInAnyOrder("INPUTS_LOST  7.0", "NEWLY_AT_RISK a/b 1.0");
    }
  }

  @Test
  void manyThatFallInAnHourStandOutAndTheUsualComingAndGoingDoesNot() throws Exception {
    for (long seed = 1; seed <= 5; seed++) {
      List<SeriesCount> counts = counts(seed);
      Map<String, byte[]> memories = new HashMap<>();
      SeriesPanel panel = new SeriesPanel(SeriesDetectors.standard(WorkingCalendar.WEEKENDS));
      int told = 0;
      double least = 1;
      for (SeriesCount count : counts) {
        SeriesPoint point = panel.judge(count, new MapStore(memories), first -> null);
        boolean isSurge = count.bucketStart() >= (START + SURGE) * Hours.MILLIS;
        if (isSurge) {
          least = Math.min(least, point.tailProbability());
        } else {
          told += point.tells() && point.tailProbability() <= 1e-5 ? 1 : 0;
        }
      }
      assertThat(told).as("seed %d", seed).isZero();
      assertThat(least).as("seed %d", seed).isLessThan(1e-6);
    }
  }

  /** Hours in which accounts fall and recover, and then some in which one in twelve falls. */
  private static List<SeriesCount> counts(long seed) throws Exception {
    Random random = new Random(seed);
    boolean[] atRisk = new boolean[ACCOUNTS];
    try (var accounts = accounts();
        var sums = sums()) {
      for (int hour = START; hour < START + SURGE + WITHIN; hour++) {
        long close = (hour + 1) * Hours.MILLIS - 1;
        for (int i = 0; i < ACCOUNTS; i++) {
          double change = atRisk[i] ? 1 / 240.0 : 1 / 2_160.0;
          boolean surges = hour >= START + SURGE && random.nextInt(12) == 0;
          atRisk[i] = surges || (random.nextDouble() < change) != atRisk[i];
          accounts.processElement(band("demo:" + i, true, true, atRisk[i]), close);
        }
        for (var record : accounts.extractOutputStreamRecords()) {
          if (record.getValue().segment().isEmpty()) {
            sums.processElement(record.getValue(), record.getTimestamp());
          }
        }
        accounts.getOutput().clear();
        sums.processWatermark(new Watermark(Hours.judgedAt(hour)));
      }
      assertThat(sums.extractOutputValues())
          .allMatch(count -> count.measure() == SeriesMeasure.NEWLY_AT_RISK);
      assertThat(sums.extractOutputValues())
          .extracting(SeriesCount::bucketStart)
          .doesNotHaveDuplicates()
          .contains((START + SURGE) * Hours.MILLIS);
      return sums.extractOutputValues();
    }
  }

  private record MapStore(Map<String, byte[]> memories) implements DetectorStore {
    @Override
    public byte[] get(String name) {
      return memories.get(name);
    }

    @Override
    public void put(String name, byte[] memory) {
      memories.put(name, memory);
    }
  }

  private static AccountCondition band(String id, boolean active, boolean scored, boolean atRisk) {
    return new AccountCondition(id, "smb", active, scored, atRisk, 0);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, AccountCondition, Worsened>
      accounts() throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, AccountCondition, Worsened> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new WorsenedAccountFunction()),
            AccountCondition::accountId,
            Types.STRING);
    harness.open();
    return harness;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Worsened, SeriesCount> sums()
      throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, Worsened, SeriesCount> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new WorsenedSumFunction()), Worsened::series, Types.STRING);
    harness.open();
    return harness;
  }
}
