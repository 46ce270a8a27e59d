package io.vitals.local.replay;

import io.vitals.local.history.SourceRecord;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * Rows of {@code feature_usage}: uses of a feature on a day, under a subscription, which is also
 * the key the account is found by. The file names no users. Rows that share a usage id but not
 * their content are different events.
 */
final class UsageRows implements RowReader {
  static final String SOURCE = "feature_usage";
  private static final String EVENT_NAME = "feature_used";

  private final RecordWriter<TelemetryEvent> writer = RecordWriter.of(TelemetryEvent.class);

  @Override
  public String source() {
    return SOURCE;
  }

  @Override
  public Topic topic() {
    return Topic.SOURCE_TELEMETRY;
  }

  @Override
  public List<String> columns() {
    return List.of(
        "usage_id",
        "subscription_id",
        "usage_date",
        "feature_name",
        "usage_count",
        "usage_duration_secs",
        "error_count");
  }

  @Override
  public List<SourceRecord> read(CsvRow row) {
    String subscription = row.required("subscription_id");
    Instant time = CsvRow.startOf(row.requiredDate("usage_date"));
    row.required("usage_count");
    BigDecimal duration = row.number("usage_duration_secs");
    TelemetryEvent event =
        TelemetryEvent.newBuilder()
            .setSource(SOURCE)
            .setEventId(row.required("usage_id"))
            .setAccountKey(subscription)
            .setEventTime(time)
            .setEventName(EVENT_NAME)
            .setFeature(row.text("feature_name"))
            .setQuantity(row.integer("usage_count"))
            .setDurationSeconds(duration == null ? null : duration.doubleValue())
            .setErrorCount(row.integer("error_count"))
            .setSubscriptionId(subscription)
            .build();
    return List.of(
        new SourceRecord(topic(), subscription, SOURCE, time.toEpochMilli(), writer.write(event)));
  }
}
