package io.vitals.flink.freshness;

import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.wire.RecordReader;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Finds the source of a row of arrivals. Before the first row it calls every declared source, so
 * that one of which nothing is ever heard is told of too; a call to one that is known does nothing.
 */
final class ToArrivalsRow extends RichFlatMapFunction<InboundRecord, ArrivalsRow> {
  private static final long serialVersionUID = 1L;

  private final List<String> declared;

  private transient RecordReader<SourceArrivals> reader;
  private transient boolean called;

  ToArrivalsRow(Set<String> declared) {
    this.declared = List.copyOf(declared);
  }

  @Override
  public void open(OpenContext context) {
    reader = RecordReader.of(SourceArrivals.class);
  }

  @Override
  public void flatMap(InboundRecord record, Collector<ArrivalsRow> out) {
    if (!called) {
      declared.forEach(source -> out.collect(ArrivalsRow.call(source, record.time())));
      called = true;
    }
    out.collect(
        new ArrivalsRow(reader.read(record.value()).getSource(), record.value(), record.time()));
  }
}
