package io.vitals.flink.freshness;

import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.wire.RecordReader;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Finds the source of a row of arrivals. */
final class ToArrivalsRow extends RichMapFunction<InboundRecord, ArrivalsRow> {
  private static final long serialVersionUID = 1L;

  private transient RecordReader<SourceArrivals> reader;

  @Override
  public void open(OpenContext context) {
    reader = RecordReader.of(SourceArrivals.class);
  }

  @Override
  public ArrivalsRow map(InboundRecord record) {
    return new ArrivalsRow(reader.read(record.value()).getSource(), record.value(), record.time());
  }
}
