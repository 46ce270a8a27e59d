package io.vitals.flink.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.flink.health.HealthJob;
import io.vitals.flink.intake.IntakeJob;
import io.vitals.flink.testing.FailingPassage.Fault;
import io.vitals.flink.testing.TestCluster;
import io.vitals.schemas.topics.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same history through intake, freshness and health: what a read_committed consumer sees is the
 * same whether tasks fail or not, on one subtask or two, on heap or on RocksDB.
 */
class PipelineFaultIT {
  private static final long SEED = 20260302;

  /** Steps of the history, each from an hour to the hour before the next. */
  private static final int SECOND_STEP = 24;

  private static final int THIRD_STEP = 36;
  private static final int FOURTH_STEP = 60;
  private static final int LAST_STEP = 78;

  private static final Instant END = TestingHistory.close(TestingHistory.HOURS - 1);

  /**
   * Of a record that comes behind all time: two hours before the third step, where none else is.
   */
  private static final Instant BEHIND =
      TestingHistory.start(THIRD_STEP).minus(Duration.ofHours(2)).plusMillis(1);

  @RegisterExtension private static final MiniClusterExtension CLUSTER = TestCluster.withSlots(6);

  @TempDir private static Path directory;

  private static TestingHistory history;
  private static SourceEntry behind;
  private static PipelineOutput uninterrupted;

  /** Once for all tests, but not before them: only within one do jobs go to the cluster. */
  @BeforeEach
  void runUninterrupted(@InjectMiniCluster MiniCluster cluster) throws Exception {
    if (uninterrupted != null) {
      return;
    }
    history = TestingHistory.of(SEED);
    behind = history.event("behind", BEHIND, BEHIND);
    try (PipelineRun run = new PipelineRun(cluster, directory.resolve("whole"), 2, "hashmap")) {
      uninterrupted = run(run, List.of(), List.of());
    }
  }

  @Test
  void theUninterruptedRunSawAllThatWasSent() {
    long arrived =
        uninterrupted.arrivals().values().stream().mapToLong(ArrivalTotals::records).sum();
    assertThat(arrived).as("seed %d", SEED).isEqualTo(history.sourceRecords() + 1);
    assertThat(uninterrupted.arrivals().get("app TELEMETRY " + behind.partition()).restamped())
        .as("the one record behind all time")
        .isEqualTo(1);
    assertThat(uninterrupted.faults()).isEmpty();
    assertThat(uninterrupted.finals()).hasSizeGreaterThan(500);
    assertThat(uninterrupted.published()).hasSizeGreaterThan(30);
  }

  @Test
  void failuresLeaveNoTrace(@InjectMiniCluster MiniCluster cluster) throws Exception {
    List<Fault> inIntake =
        List.of(
            Fault.at(TestingHistory.start(10)),
            Fault.atRecordOf(BEHIND),
            Fault.atCheckpointAfter(TestingHistory.start(FOURTH_STEP + 5)));
    List<Fault> inHealth =
        List.of(
            Fault.at(TestingHistory.start(THIRD_STEP + 8)),
            Fault.atCheckpointAfter(TestingHistory.start(FOURTH_STEP + 9)));
    try (PipelineRun run = new PipelineRun(cluster, directory.resolve("faults"), 2, "hashmap")) {
      assertSame(run(run, inIntake, inHealth));
    }
  }

  @Test
  void parallelismAndStateBackendLeaveNoTrace(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    try (PipelineRun run = new PipelineRun(cluster, directory.resolve("rocksdb"), 1, "rocksdb")) {
      assertSame(run(run, List.of(), List.of()));
    }
  }

  private static void assertSame(PipelineOutput output) {
    SoftAssertions.assertSoftly(
        softly -> {
          softly.assertThat(output.faults()).as("behind punctuation").isEmpty();
          softly
              .assertThat(PipelineOutput.differences(uninterrupted.canonical(), output.canonical()))
              .as("canonical topics row by row, seed %d", SEED)
              .isEmpty();
          softly
              .assertThat(PipelineOutput.differences(uninterrupted.rejected(), output.rejected()))
              .as("dead letters and late events, seed %d", SEED)
              .isEmpty();
          softly
              .assertThat(PipelineOutput.differences(uninterrupted.arrivals(), output.arrivals()))
              .as("arrivals in sums, seed %d", SEED)
              .isEmpty();
          softly
              .assertThat(PipelineOutput.differences(uninterrupted.finals(), output.finals()))
              .as("final scores, seed %d", SEED)
              .isEmpty();
          softly
              .assertThat(PipelineOutput.differences(uninterrupted.published(), output.published()))
              .as("last published health, seed %d", SEED)
              .isEmpty();
        });
  }

  /** Feeds the history in steps, so that checkpoints commit in between. */
  private static PipelineOutput run(PipelineRun run, List<Fault> inIntake, List<Fault> inHealth)
      throws Exception {
    run.startIntake(inIntake);
    run.startFreshness();
    run.startHealth(inHealth);

    feed(run, 0, SECOND_STEP);
    awaitFaults(run, inIntake, 1, inHealth, 0);
    feed(run, SECOND_STEP, THIRD_STEP);
    // From here on there are commits, and a record of before is behind on every partition.
    for (Topic topic : IntakeJob.OUTPUT_TOPICS) {
      run.awaitCommitted(topic, TestingHistory.close(THIRD_STEP - 1));
    }
    run.awaitCommitted(Topic.ACCOUNT_SCORE, TestingHistory.close(THIRD_STEP - 1));
    run.source().writeAll(List.of(behind));
    feed(run, THIRD_STEP, FOURTH_STEP);
    awaitFaults(run, inIntake, 2, inHealth, 1);
    feed(run, FOURTH_STEP, LAST_STEP);
    awaitFaults(run, inIntake, 3, inHealth, 2);
    feed(run, LAST_STEP, TestingHistory.HOURS);
    for (Topic topic : IntakeJob.OUTPUT_TOPICS) {
      run.awaitCommitted(topic, END);
    }
    run.awaitCommitted(Topic.ACCOUNT_SCORE, END);
    run.awaitCommitted(Topic.ACCOUNT_HEALTH, END);

    int intakeRestarts = run.restarts(IntakeJob.NAME);
    int healthRestarts = run.restarts(HealthJob.NAME);
    System.out.printf("restarts seen: intake %d, health %d%n", intakeRestarts, healthRestarts);
    assertThat(intakeRestarts).isGreaterThanOrEqualTo(inIntake.size());
    assertThat(healthRestarts).isGreaterThanOrEqualTo(inHealth.size());
    run.cancelJobs();
    PipelineOutput output = PipelineOutput.of(run);
    for (Topic topic : IntakeJob.OUTPUT_TOPICS) {
      assertThat(run.topic(topic).furthest()).as("the end of %s", topic).isEqualTo(time(END));
    }
    return output;
  }

  private static void awaitFaults(
      PipelineRun run,
      List<Fault> inIntake,
      int intakeFaults,
      List<Fault> inHealth,
      int healthFaults)
      throws InterruptedException {
    run.awaitRestarts(IntakeJob.NAME, Math.min(inIntake.size(), intakeFaults));
    run.awaitRestarts(HealthJob.NAME, Math.min(inHealth.size(), healthFaults));
  }

  private static void feed(PipelineRun run, int fromHour, int toHour) throws InterruptedException {
    for (int hour = fromHour; hour < toHour; hour++) {
      run.source().writeAll(history.hour(hour));
      run.source().settle(TestingHistory.close(hour));
    }
  }

  private static long time(Instant instant) {
    return instant.toEpochMilli();
  }
}
