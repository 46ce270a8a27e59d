package io.vitals.flink.quality;

import io.vitals.flink.testing.JobGraph;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityJobTest {
  @Test
  void everyOperatorHasTheUidItsStateIsKeptUnder(@TempDir Path directory) throws Exception {
    JobGraph.assertUids(QualityJob.NAME, QualityJob::build, directory);
  }
}
