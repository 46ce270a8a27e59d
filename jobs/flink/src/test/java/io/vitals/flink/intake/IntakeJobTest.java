package io.vitals.flink.intake;

import io.vitals.flink.testing.JobGraph;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeJobTest {
  @Test
  void everyOperatorHasTheUidItsStateIsKeptUnder(@TempDir Path directory) throws Exception {
    JobGraph.assertUids(IntakeJob.NAME, IntakeJob::build, directory);
  }
}
