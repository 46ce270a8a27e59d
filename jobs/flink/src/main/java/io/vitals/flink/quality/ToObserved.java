package io.vitals.flink.quality;

import io.vitals.domain.quality.ObservedHour;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.wire.RecordReader;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Takes out of a row of arrivals what it observed; those that only count pass nothing. */
final class ToObserved extends RichFlatMapFunction<InboundRecord, Observed> {
  private static final long serialVersionUID = 1L;

  private transient RecordReader<SourceArrivals> arrivals;

  @Override
  public void open(OpenContext context) {
    arrivals = RecordReader.of(SourceArrivals.class);
  }

  @Override
  public void flatMap(InboundRecord record, Collector<Observed> out) {
    SourceArrivals row = arrivals.read(record.value());
    ObservedHour part = ObservedHour.of(row);
    if (!part.isEmpty()) {
      out.collect(new Observed(row.getSource(), record.time(), part));
    }
  }
}
