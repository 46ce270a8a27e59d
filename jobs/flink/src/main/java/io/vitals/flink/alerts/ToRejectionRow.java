package io.vitals.flink.alerts;

import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.schemas.DeadLetterReason;
import io.vitals.schemas.RejectedRecord;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * What arrived and what could not be used. Counts come with the arrivals; that an account is not
 * known only the rejected record says.
 */
final class ToRejectionRow extends RichFlatMapFunction<InboundRecord, RejectionRow> {
  private static final long serialVersionUID = 1L;

  private transient RecordReader<SourceArrivals> arrivals;
  private transient RecordReader<RejectedRecord> rejected;
  private transient SourceArrivals row;

  @Override
  public void open(OpenContext context) {
    arrivals = RecordReader.of(SourceArrivals.class);
    rejected = RecordReader.of(RejectedRecord.class);
    row = new SourceArrivals();
  }

  @Override
  public void flatMap(InboundRecord record, Collector<RejectionRow> out) {
    if (record.topic() == Topic.DEAD_LETTERS) {
      RejectedRecord letter = rejected.read(record.value());
      if (letter.getReason() == DeadLetterReason.UNKNOWN_ACCOUNT && letter.getSource() != null) {
        out.collect(new RejectionRow(letter.getSource(), record.time(), 0, 0, 1));
      }
      return;
    }
    row = arrivals.read(record.value(), row);
    long used = row.getCreated() + row.getUpdated() + row.getDeleted();
    long records =
        used + row.getDuplicates() + row.getLate() + row.getDeadLetters() + row.getNullValues();
    if (records > 0) {
      out.collect(
          new RejectionRow(row.getSource(), record.time(), records, row.getDeadLetters(), 0));
    }
  }
}
