package io.vitals.flink.quality;

import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.schemas.QualityException;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;

/** Writes exceptions down. Not thread-safe. */
final class ExceptionRows {
  private final RecordWriter<QualityException> writer = RecordWriter.of(QualityException.class);

  OutboundRecord of(QualityException row) {
    return OutboundRecord.of(
        Topic.QUALITY_EXCEPTIONS,
        row.getExceptionId(),
        writer.write(row),
        row.getIngestTime().toEpochMilli());
  }
}
