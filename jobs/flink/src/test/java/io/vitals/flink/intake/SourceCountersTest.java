package io.vitals.flink.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.intake.ArrivalCounts.Fate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class SourceCountersTest {
  private final Map<String, Counter> registered = new HashMap<>();
  private final SourceCounters counters =
      new SourceCounters(new RecordingGroup(""), Set.of("crm", "silent"));

  @Test
  void eachSourceHasItsOwnCountsAndSignsOfLifeAreNoRecords() {
    counters.count("crm", Fate.ACCEPTED);
    counters.count("crm", Fate.DUPLICATE);
    counters.count("crm", Fate.DEAD_LETTER);
    counters.count("crm", Fate.LATE);
    counters.count("crm", Fate.HEARTBEAT);
    counters.count("crm", Fate.NULL_VALUE);
    counters.count("product", Fate.ACCEPTED);
    assertThat(count("source=crm/arrivedRecords")).isEqualTo(4);
    assertThat(count("source=crm/deadLetters")).isEqualTo(1);
    assertThat(count("source=crm/lateRecords")).isEqualTo(1);
    assertThat(count("source=product/arrivedRecords")).isEqualTo(1);
    assertThat(count("source=product/deadLetters")).isZero();
    assertThat(count("source=silent/arrivedRecords")).as("declared, not yet heard").isZero();
  }

  @Test
  void namesThatRecordsMakeUpDoNotGrowSeriesWithoutEnd() {
    for (int i = 0; i < SourceCounters.MOST_SOURCES + 50; i++) {
      counters.count("made-up-" + i, Fate.DEAD_LETTER);
    }
    assertThat(registered).hasSize(3 * (SourceCounters.MOST_SOURCES + 1));
    assertThat(count("source=" + SourceCounters.OTHER + "/deadLetters")).isEqualTo(52);
  }

  private long count(String name) {
    return registered.get(name).getCount();
  }

  /** Remembers what is registered, which Flink's own group for tests does not. */
  private final class RecordingGroup extends UnregisteredMetricsGroup {
    private final String path;

    private RecordingGroup(String path) {
      this.path = path;
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new RecordingGroup(path + key + "=" + value + "/");
    }

    @Override
    public Counter counter(String name) {
      Counter counter = new SimpleCounter();
      registered.put(path + name, counter);
      return counter;
    }
  }
}
