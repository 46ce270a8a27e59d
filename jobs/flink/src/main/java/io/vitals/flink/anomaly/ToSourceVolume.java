package io.vitals.flink.anomaly;

import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.wire.RecordReader;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** How many records of a declared source arrived. */
final class ToSourceVolume extends RichFlatMapFunction<InboundRecord, SourceVolume> {
  private static final long serialVersionUID = 1L;

  private final Set<String> declared;

  private transient RecordReader<SourceArrivals> reader;

  ToSourceVolume(Set<String> declared) {
    this.declared = new TreeSet<>(declared);
  }

  @Override
  public void open(OpenContext context) {
    reader = RecordReader.of(SourceArrivals.class);
  }

  @Override
  public void flatMap(InboundRecord record, Collector<SourceVolume> out) {
    SourceArrivals row = reader.read(record.value());
    long records = row.getCreated() + row.getUpdated() + row.getDeleted();
    if (declared.contains(row.getSource())) {
      out.collect(new SourceVolume(row.getSource(), record.time(), records));
    }
  }
}
