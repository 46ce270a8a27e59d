package io.vitals.flink.anomaly;

import io.vitals.flink.testing.JobGraph;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnomalyJobTest {
  @Test
  void everyOperatorHasTheUidItsStateIsKeptUnder(@TempDir Path directory) throws Exception {
    JobGraph.assertUids(AnomalyJob.NAME, AnomalyJob::build, directory);
  }
}
