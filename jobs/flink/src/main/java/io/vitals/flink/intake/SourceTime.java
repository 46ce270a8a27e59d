package io.vitals.flink.intake;

import io.vitals.flink.punctuated.Alignment;
import io.vitals.schemas.Heartbeat;
import io.vitals.schemas.wire.SchemaStore;
import io.vitals.schemas.wire.SingleObject;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * How time is read off source topics. Ingest time rises per source partition, so no watermark
 * guesses how far out of order records are.
 */
final class SourceTime {
  private static final long HEARTBEAT = SchemaStore.fingerprint(Heartbeat.getClassSchema());

  private SourceTime() {}

  /**
   * Time of a source partition: up to its newest record, and through its newest heartbeat. Idle
   * after a while with nothing to read; that is safe, since whatever comes next is stamped later.
   */
  static WatermarkStrategy<SourceRecord> ofSources(Duration idleAfter) {
    return Alignment.of(
        WatermarkStrategy.<SourceRecord>forGenerator(context -> new RisingTime())
            .withTimestampAssigner((record, kafkaTimestamp) -> record.timestamp())
            .withIdleness(idleAfter));
  }

  private static boolean isHeartbeat(byte[] value) {
    return value != null && SingleObject.isOf(value, HEARTBEAT);
  }

  private static final class RisingTime implements WatermarkGenerator<SourceRecord> {
    private long watermark = Long.MIN_VALUE;

    @Override
    public void onEvent(SourceRecord record, long timestamp, WatermarkOutput output) {
      watermark = Math.max(watermark, isHeartbeat(record.value()) ? timestamp : timestamp - 1);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (watermark != Long.MIN_VALUE) {
        output.emitWatermark(new Watermark(watermark));
      }
    }
  }
}
