package io.vitals.flink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.flink.testing.JobGraph;
import io.vitals.schemas.topics.Topic;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeJobTest {
  @Test
  void everyOperatorHasTheUidItsStateIsKeptUnder(@TempDir Path directory) throws Exception {
    JobGraph.assertUids(IntakeJob.NAME, IntakeJob::build, directory);
  }

  @Test
  void whoCountsArrivalsOwnsAPartitionToWriteThemTo(@TempDir Path directory) throws Exception {
    assertThat(JobGraph.of(IntakeJob::build, directory, 9).getStreamNodes())
        .filteredOn(node -> "intake-arrivals".equals(node.getTransformationUID()))
        .singleElement()
        .satisfies(
            node ->
                assertThat(node.getParallelism()).isEqualTo(Topic.SOURCE_ARRIVALS.partitions()));
  }
}
