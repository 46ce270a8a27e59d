package io.vitals.flink.quality;

import io.vitals.domain.quality.Ratios;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.schemas.QualityRatio;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;

/** Writes shares down. Not thread-safe. */
final class RatioRows {
  private final RecordWriter<QualityRatio> writer = RecordWriter.of(QualityRatio.class);

  /** A share under the key of all of its kind. */
  OutboundRecord of(QualityRatio row) {
    return of(Ratios.key(row), row);
  }

  /** A share under a key of its own. */
  OutboundRecord of(String key, QualityRatio row) {
    return OutboundRecord.of(
        Topic.QUALITY_RATIOS, key, writer.write(row), row.getIngestTime().toEpochMilli());
  }
}
