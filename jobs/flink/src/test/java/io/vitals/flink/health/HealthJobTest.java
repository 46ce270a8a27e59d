package io.vitals.flink.health;

import io.vitals.flink.testing.JobGraph;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthJobTest {
  @Test
  void everyOperatorHasTheUidItsStateIsKeptUnder(@TempDir Path directory) throws Exception {
    JobGraph.assertUids(HealthJob.NAME, HealthJob::build, directory);
  }
}
