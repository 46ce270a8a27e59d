package io.vitals.flink.intake;

import io.vitals.domain.intake.ArrivalCounts.Fate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * How many records of each source arrived, were rejected, or came too late, since the task began:
 * Flink's metrics {@code source.arrivedRecords}, {@code deadLetters} and {@code lateRecords} with
 * the label {@code source}. What became of each record stands in {@code source.arrivals}; these are
 * for the rules that watch the platform.
 */
final class SourceCounters {
  /** A source may name itself anything: beyond these all count as one. */
  static final int MOST_SOURCES = 100;

  static final String OTHER = "other";

  private final MetricGroup metrics;
  private final Map<String, OfSource> bySource = new HashMap<>();

  private record OfSource(Counter arrived, Counter deadLetters, Counter late) {}

  /**
   * Counters.
   *
   * @param declared sources that count from 0, so that a rate sees their first records too
   */
  SourceCounters(MetricGroup metrics, Set<String> declared) {
    this.metrics = metrics;
    declared.forEach(this::of);
  }

  void count(String source, Fate fate) {
    if (fate == Fate.HEARTBEAT || fate == Fate.NULL_VALUE) {
      return;
    }
    OfSource counters = of(source);
    counters.arrived().inc();
    if (fate == Fate.DEAD_LETTER) {
      counters.deadLetters().inc();
    } else if (fate == Fate.LATE) {
      counters.late().inc();
    }
  }

  private OfSource of(String source) {
    OfSource known = bySource.get(source);
    if (known != null) {
      return known;
    }
    String name = bySource.size() < MOST_SOURCES ? source : OTHER;
    return bySource.computeIfAbsent(name, this::register);
  }

  private OfSource register(String name) {
    MetricGroup group = metrics.addGroup("source", name);
    return new OfSource(
        group.counter("arrivedRecords"),
        group.counter("deadLetters"),
        group.counter("lateRecords"));
  }
}
