package io.vitals.flink.quality;

import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.flink.quality.ReconciliationRow.Kind;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** How sources do, and of their arrivals the rows that tell of records which could not be used. */
final class ToReconciliationRow extends RichFlatMapFunction<InboundRecord, ReconciliationRow> {
  private static final long serialVersionUID = 1L;

  private transient RecordReader<SourceArrivals> arrivals;

  @Override
  public void open(OpenContext context) {
    arrivals = RecordReader.of(SourceArrivals.class);
  }

  @Override
  public void flatMap(InboundRecord record, Collector<ReconciliationRow> out) {
    if (record.topic() == Topic.SOURCE_FRESHNESS) {
      out.collect(ReconciliationRow.of(Kind.FRESHNESS, record));
    } else if (arrivals.read(record.value()).getDeadLetters() > 0) {
      out.collect(ReconciliationRow.of(Kind.ARRIVALS, record));
    }
  }
}
