package io.vitals.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.local.history.HistoryEntry;
import io.vitals.local.history.SourceHeartbeat;
import io.vitals.local.history.SourceRecord;
import io.vitals.schemas.topics.Topic;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The whole data set, where it is at hand. */
@EnabledIfEnvironmentVariable(named = "VITALS_DATA", matches = ".+")
class RavenStackDataTest {

  @Test
  void holdsEveryRow() {
    RavenStackHistory replay =
        RavenStackHistory.read(Path.of(System.getenv("VITALS_DATA"), "ravenstack"), null, null);
    Map<String, Integer> records = new TreeMap<>();
    Map<String, Integer> heartbeats = new TreeMap<>();
    long reached = Long.MIN_VALUE;
    while (replay.history().entries().hasNext()) {
      HistoryEntry entry = replay.history().entries().next();
      assertThat(entry.ingestTime()).isGreaterThanOrEqualTo(reached);
      reached = entry.ingestTime();
      if (entry instanceof SourceRecord record && record.topic() != Topic.IDENTITY_MAP) {
        records.merge(record.source(), 1, Integer::sum);
      } else if (entry instanceof SourceHeartbeat beat && beat.topic() != Topic.IDENTITY_MAP) {
        heartbeats.merge(beat.source(), 1, Integer::sum);
      }
    }

    assertThat(replay.asOf()).isEqualTo("2024-12-31");
    assertThat(replay.rows())
        .containsExactly(
            new RowCounts("accounts", 500, 500, 0, 0, 0),
            new RowCounts("subscriptions", 5_000, 5_000, 0, 0, 0),
            new RowCounts("support_tickets", 2_000, 2_000, 0, 0, 0),
            new RowCounts("churn_events", 600, 600, 0, 0, 0),
            new RowCounts("feature_usage", 25_000, 25_000, 0, 0, 0));
    assertThat(records)
        .containsEntry("accounts", 500)
        .containsEntry("subscriptions", 5_486)
        .containsEntry("support_tickets", 4_000)
        .containsEntry("churn_events", 600)
        .containsEntry("feature_usage", 25_000);
    assertThat(heartbeats.values()).hasSize(5).containsOnly(731 * 24);
  }
}
