package io.vitals.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.Scheduled;

/**
 * Looks at Flink's own metrics every few milliseconds, and says when it is warm and when the last
 * tick has passed everything. So a run ends by what it has done, and what it cost is seen from
 * inside without a change to the job.
 */
final class ProgressReporter implements MetricReporter, Scheduled {
  private final String recordsOf;
  private final String watermarkOf;
  private final int subtasks;
  private final long warmUpRecords;
  private final long lastTick;
  private final PrintStream out;
  private final List<Counter> records = new CopyOnWriteArrayList<>();
  private final List<Gauge<?>> watermarks = new CopyOnWriteArrayList<>();
  private boolean begun;
  private boolean ended;

  ProgressReporter(
      String recordsOf,
      String watermarkOf,
      int subtasks,
      long warmUpRecords,
      long lastTick,
      PrintStream out) {
    this.recordsOf = recordsOf;
    this.watermarkOf = watermarkOf;
    this.subtasks = subtasks;
    this.warmUpRecords = warmUpRecords;
    this.lastTick = lastTick;
    this.out = out;
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    String operator = group.getAllVariables().getOrDefault("<operator_name>", "");
    if (name.equals("numRecordsOut")
        && operator.startsWith(recordsOf)
        && metric instanceof Counter counter) {
      records.add(counter);
    }
    if (name.equals("currentInputWatermark")
        && operator.startsWith(watermarkOf)
        && metric instanceof Gauge<?> gauge) {
      watermarks.add(gauge);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}

  @Override
  public void report() {
    if (!begun && count() > warmUpRecords) {
      begun = true;
      Mark.now(count()).print(Mark.FIRST, out);
    }
    if (begun && !ended && hasEnded()) {
      ended = true;
      Mark.now(count()).print(Mark.LAST, out);
    }
  }

  private long count() {
    return records.stream().mapToLong(Counter::getCount).sum();
  }

  private boolean hasEnded() {
    return watermarks.size() == subtasks
        && watermarks.stream()
            .allMatch(gauge -> ((Number) gauge.getValue()).longValue() >= lastTick);
  }
}
