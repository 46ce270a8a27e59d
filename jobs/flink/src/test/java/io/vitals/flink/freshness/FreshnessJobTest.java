package io.vitals.flink.freshness;

import io.vitals.flink.testing.JobGraph;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshnessJobTest {
  @Test
  void everyOperatorHasTheUidItsStateIsKeptUnder(@TempDir Path directory) throws Exception {
    JobGraph.assertUids(FreshnessJob.NAME, FreshnessJob::build, directory);
  }
}
