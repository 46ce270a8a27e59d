package io.vitals.flink.anomaly;

import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.wire.RecordReader;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** What changes in how the sources do; what is only told again is left out. */
final class ToCircumstance extends RichFlatMapFunction<InboundRecord, Circumstance> {
  private static final long serialVersionUID = 1L;

  private transient RecordReader<SourceFreshness> freshness;

  @Override
  public void open(OpenContext context) {
    freshness = RecordReader.of(SourceFreshness.class);
  }

  @Override
  public void flatMap(InboundRecord record, Collector<Circumstance> out) {
    if (freshness.read(record.value()).getTransition()) {
      out.collect(Circumstance.freshness(record.value(), record.time()));
    }
  }
}
