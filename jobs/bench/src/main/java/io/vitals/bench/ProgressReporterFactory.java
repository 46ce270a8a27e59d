package io.vitals.bench;

import java.time.Instant;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** How Flink is told of {@link ProgressReporter}. */
public final class ProgressReporterFactory implements MetricReporterFactory {
  private static final String RECORDS_OF = "records-of";
  private static final String WATERMARK_OF = "watermark-of";
  private static final String SUBTASKS = "subtasks";
  private static final String WARM_UP_RECORDS = "warm-up-records";
  private static final String LAST_TICK = "last-tick";
  private static final String PREFIX = "metrics.reporter.progress.";

  /**
   * Sets a cluster up to say the marks of a job.
   *
   * @param recordsOf how the name of the operator begins whose records out are counted
   * @param watermarkOf how the name of the operator begins that has processed all when its
   *     watermark is the last tick
   * @param subtasks of that operator
   * @param warmUpRecords counted before the first mark
   * @param lastTick the time at which the records end
   */
  static void configure(
      Configuration cluster,
      String recordsOf,
      String watermarkOf,
      int subtasks,
      long warmUpRecords,
      Instant lastTick) {
    cluster.setString(PREFIX + "factory.class", ProgressReporterFactory.class.getName());
    cluster.setString(PREFIX + "interval", "20 ms");
    cluster.setString(PREFIX + RECORDS_OF, recordsOf);
    cluster.setString(PREFIX + WATERMARK_OF, watermarkOf);
    cluster.setString(PREFIX + SUBTASKS, Integer.toString(subtasks));
    cluster.setString(PREFIX + WARM_UP_RECORDS, Long.toString(warmUpRecords));
    cluster.setString(PREFIX + LAST_TICK, Long.toString(lastTick.toEpochMilli()));
  }

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    MetricConfig config = (MetricConfig) properties;
    return new ProgressReporter(
        config.getString(RECORDS_OF, ""),
        config.getString(WATERMARK_OF, ""),
        config.getInteger(SUBTASKS, 1),
        config.getLong(WARM_UP_RECORDS, 0),
        config.getLong(LAST_TICK, Long.MAX_VALUE),
        System.out);
  }
}
