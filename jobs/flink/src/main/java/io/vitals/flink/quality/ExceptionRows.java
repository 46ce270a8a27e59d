package io.vitals.flink.quality;

import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.schemas.QualityException;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.nio.charset.StandardCharsets;

/** Writes exceptions down. Not thread-safe. */
final class ExceptionRows {
  private final RecordWriter<QualityException> writer = RecordWriter.of(QualityException.class);

  OutboundRecord of(QualityException row) {
    return new OutboundRecord(
        Topic.QUALITY_EXCEPTIONS,
        Topic.QUALITY_EXCEPTIONS.partitionOf(row.getExceptionId()),
        row.getExceptionId().getBytes(StandardCharsets.UTF_8),
        writer.write(row),
        row.getIngestTime().toEpochMilli());
  }
}
