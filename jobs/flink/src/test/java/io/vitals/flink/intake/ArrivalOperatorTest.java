package io.vitals.flink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.intake.ArrivalCounts;
import io.vitals.domain.intake.ArrivalCounts.Fate;
import io.vitals.flink.punctuated.PunctuatedSink;
import io.vitals.schemas.Entity;
import io.vitals.schemas.Operation;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class ArrivalOperatorTest {
  private static final long NOON = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final int WINDOW = 3;
  private static final int PARTITIONS = 8;

  /** What all rows together say. */
  private record Total(
      long accepted, long duplicates, long late, long deadLetters, long restamped, long lag) {
    static Total of(List<SourceArrivals> rows) {
      Total sum = new Total(0, 0, 0, 0, 0, 0);
      for (SourceArrivals row : rows) {
        sum =
            new Total(
                sum.accepted + row.getCreated() + row.getUpdated() + row.getDeleted(),
                sum.duplicates + row.getDuplicates(),
                sum.late + row.getLate(),
                sum.deadLetters + row.getDeadLetters(),
                sum.restamped + row.getRestamped(),
                sum.lag + row.getLagSumMs());
      }
      return sum;
    }
  }

  @Test
  void theSecondOfTwoEqualRecordsIsDroppedAndCounted() throws Exception {
    try (TestingArrivals arrivals = TestingArrivals.fresh(WINDOW)) {
      arrivals.arrive(accepted(0, 42, NOON));
      arrivals.arrive(accepted(0, 42, NOON + 1));
      arrivals.arrive(accepted(1, 42, NOON + 2));
      arrivals.watermark(NOON + MINUTE);
      assertThat(arrivals.passed()).hasSize(2);
      assertThat(Total.of(arrivals.counted())).isEqualTo(new Total(2, 1, 0, 0, 0, 20_000));
    }
  }

  @Test
  void whatLeftTheWindowIsNotRecognised() throws Exception {
    try (TestingArrivals arrivals = TestingArrivals.fresh(WINDOW)) {
      for (long fingerprint = 1; fingerprint <= WINDOW + 1; fingerprint++) {
        arrivals.arrive(accepted(0, fingerprint, NOON));
      }
      arrivals.arrive(accepted(0, 2, NOON));
      arrivals.arrive(accepted(0, 1, NOON));
      assertThat(arrivals.passed()).hasSize(WINDOW + 2);
    }
  }

  @Test
  void whatWaitedForItsMappingArrivedWhenItCame() throws Exception {
    try (TestingArrivals arrivals = TestingArrivals.fresh(WINDOW)) {
      Arrived mappedLater =
          new Arrived(
              Topic.TELEMETRY_EVENTS,
              0,
              "acme:1",
              new byte[] {1},
              NOON + 30 * MINUTE,
              NOON,
              1,
              Fate.ACCEPTED,
              "product",
              Entity.TELEMETRY,
              Operation.CREATE,
              0,
              7,
              NOON - 10_000,
              null,
              0,
              false,
              null);
      arrivals.arrive(mappedLater);
      arrivals.watermark(NOON + 31 * MINUTE);
      SourceArrivals row = arrivals.counted().get(0);
      assertThat(row.getLastArrivalTime().toEpochMilli()).isEqualTo(NOON);
      assertThat(row.getLagMaxMs()).isEqualTo(10_000);
    }
  }

  @Test
  void aHeartbeatIsCountedAndNotWritten() throws Exception {
    try (TestingArrivals arrivals = TestingArrivals.fresh(WINDOW)) {
      arrivals.arrive(
          new Arrived(
              null,
              0,
              null,
              null,
              NOON,
              NOON,
              Fate.HEARTBEAT,
              "product",
              Entity.HEARTBEAT,
              null,
              2,
              7,
              null,
              NOON - 5));
      arrivals.watermark(NOON + MINUTE);
      assertThat(arrivals.passed()).isEmpty();
      SourceArrivals row = arrivals.counted().get(0);
      assertThat(row.getHeartbeats()).isEqualTo(1);
      assertThat(row.getPartition()).isEqualTo(2);
      assertThat(row.getCompleteThrough().toEpochMilli()).isEqualTo(NOON - 5);
      assertThat(row.getIngestTime().toEpochMilli())
          .isEqualTo(NOON + ArrivalCounts.BUCKET_MILLIS - 1);
    }
  }

  @Test
  void nothingIsWrittenAtTheEndOfTime() throws Exception {
    try (TestingArrivals arrivals = TestingArrivals.fresh(WINDOW)) {
      arrivals.arrive(accepted(0, 1, NOON));
      arrivals.watermark(Long.MAX_VALUE);
      assertThat(arrivals.counted()).isEmpty();
    }
  }

  @Test
  void afterARestoreItStillKnowsWhatIsBehindTime() throws Exception {
    OperatorSubtaskState state;
    try (TestingArrivals arrivals = TestingArrivals.fresh(WINDOW)) {
      arrivals.watermark(NOON);
      state = arrivals.snapshot();
    }
    try (TestingArrivals arrivals = TestingArrivals.of(WINDOW, 1, 0, state)) {
      arrivals.arrive(accepted(0, 1, NOON - 1));
      arrivals.watermark(NOON + MINUTE);
      assertThat(Total.of(arrivals.counted()).restamped()).isEqualTo(1);
    }
  }

  @Test
  void aRestoreInMidStreamEqualsNone() throws Exception {
    for (long seed = 1; seed <= 20; seed++) {
      List<SourceArrivals> atOnce = run(seed, false);
      assertThat(atOnce).as("seed %d", seed).isNotEmpty();
      assertThat(run(seed, true)).as("seed %d", seed).isEqualTo(atOnce);
    }
  }

  @Test
  void countsAndWindowsSurviveARescaleAndBack() throws Exception {
    List<SourceArrivals> counted = new ArrayList<>();
    int passed = 0;
    OperatorSubtaskState one;
    try (TestingArrivals arrivals = TestingArrivals.fresh(WINDOW)) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        arrivals.arrive(accepted(partition, partition + 1, NOON));
      }
      arrivals.watermark(NOON);
      passed += arrivals.passed().size();
      one = arrivals.snapshot();
      assertThat(arrivals.counted()).isEmpty();
    }
    OperatorSubtaskState[] two = new OperatorSubtaskState[2];
    for (int subtask = 0; subtask < 2; subtask++) {
      try (TestingArrivals arrivals =
          TestingArrivals.of(WINDOW, 2, subtask, part(one, 1, 2, subtask))) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
          if (PunctuatedSink.ownerOf(partition, 2) == subtask) {
            arrivals.arrive(accepted(partition, partition + 1, NOON + 1));
            arrivals.arrive(accepted(partition, partition + 100, NOON + 1));
          }
        }
        passed += arrivals.passed().size();
        two[subtask] = arrivals.snapshot();
      }
    }
    OperatorSubtaskState both = AbstractStreamOperatorTestHarness.repackageState(two);
    try (TestingArrivals arrivals = TestingArrivals.of(WINDOW, 1, 0, part(both, 2, 1, 0))) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        arrivals.arrive(accepted(partition, partition + 1, NOON + 2));
        arrivals.arrive(accepted(partition, partition + 100, NOON + 2));
      }
      arrivals.watermark(NOON + MINUTE);
      passed += arrivals.passed().size();
      counted.addAll(arrivals.counted());
    }
    assertThat(passed).isEqualTo(2 * PARTITIONS);
    Total total = Total.of(counted);
    assertThat(total.accepted()).isEqualTo(2 * PARTITIONS);
    assertThat(total.duplicates()).isEqualTo(3 * PARTITIONS);
  }

  private static List<SourceArrivals> run(long seed, boolean restoring) throws Exception {
    Random random = new Random(seed);
    List<SourceArrivals> counted = new ArrayList<>();
    TestingArrivals arrivals = TestingArrivals.fresh(WINDOW);
    long watermark = NOON;
    for (int step = 0; step < 300; step++) {
      int choice = random.nextInt(20);
      long time = watermark + random.nextLong(-MINUTE / 4, MINUTE);
      int partition = random.nextInt(PARTITIONS);
      long fingerprint = 1 + random.nextInt(6);
      if (choice == 0 && restoring) {
        counted.addAll(arrivals.counted());
        TestingArrivals before = arrivals;
        arrivals = TestingArrivals.of(WINDOW, 1, 0, before.snapshot());
        before.close();
      } else if (choice > 0 && choice < 4) {
        watermark += random.nextLong(MINUTE);
        arrivals.watermark(watermark);
      } else if (choice > 0) {
        arrivals.arrive(accepted(partition, fingerprint, time));
      }
    }
    arrivals.watermark(watermark + 2 * MINUTE);
    counted.addAll(arrivals.counted());
    arrivals.close();
    return counted;
  }

  private static OperatorSubtaskState part(
      OperatorSubtaskState state, int before, int after, int subtask) {
    return AbstractStreamOperatorTestHarness.repartitionOperatorState(
        state, TestingArrivals.MAX_PARALLELISM, before, after, subtask);
  }

  private static Arrived accepted(int partition, long fingerprint, long time) {
    return new Arrived(
        Topic.TELEMETRY_EVENTS,
        partition,
        "acme:1",
        new byte[] {1},
        time,
        time,
        fingerprint,
        Fate.ACCEPTED,
        "product",
        Entity.TELEMETRY,
        Operation.CREATE,
        0,
        7,
        time - 10_000,
        null,
        0b10,
        true,
        "shared");
  }
}
