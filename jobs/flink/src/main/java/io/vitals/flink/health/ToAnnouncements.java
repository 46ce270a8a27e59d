package io.vitals.flink.health;

import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.wire.RecordReader;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Of what arrived, what the sources say that they have sent all of. */
public final class ToAnnouncements extends RichFlatMapFunction<InboundRecord, Announcement> {
  private static final long serialVersionUID = 1L;

  private transient RecordReader<SourceArrivals> reader;

  @Override
  public void open(OpenContext context) {
    reader = RecordReader.of(SourceArrivals.class);
  }

  @Override
  public void flatMap(InboundRecord record, Collector<Announcement> out) {
    if (record.punctuation()) {
      return;
    }
    SourceArrivals row = reader.read(record.value());
    if (row.getCompleteThrough() != null) {
      out.collect(
          Announcement.of(
              new CompletenessRow(
                  row.getSource(),
                  row.getPartition(),
                  record.time(),
                  row.getCompleteThrough().toEpochMilli())));
    }
  }
}
