package io.vitals.bench;

import io.vitals.flink.config.JobConfiguration;
import io.vitals.flink.health.HealthJob;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.flink.punctuated.InboundRecordDeserializer;
import io.vitals.flink.punctuated.PunctuatedSource;
import io.vitals.flink.punctuated.SourceOptions;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Reads and decodes as the health job does, and keeps nothing: what no job of ours can beat. */
final class DiscardJob {
  static final String DECODE = "decode and discard";

  private DiscardJob() {}

  static void build(StreamExecutionEnvironment env, JobConfiguration configuration) {
    PunctuatedSource.read(
            env,
            HealthJob.CANONICAL_TOPICS,
            new InboundRecordDeserializer(),
            SourceOptions.fromEarliest(
                "discard", configuration.kafka(), "vitals-bench", env.getParallelism()))
        .transform(DECODE, TypeInformation.of(InboundRecord.class), new Decoding())
        .uid("discard-decode")
        .sinkTo(new DiscardingSink<>())
        .uid("discard-sink");
  }

  private static final class Decoding extends AbstractStreamOperator<InboundRecord>
      implements OneInputStreamOperator<InboundRecord, InboundRecord> {
    private static final long serialVersionUID = 1L;

    private transient RecordReader<TelemetryEvent> reader;
    private transient TelemetryEvent event;

    @Override
    public void open() throws Exception {
      super.open();
      reader = RecordReader.of(TelemetryEvent.class);
      event = new TelemetryEvent();
    }

    @Override
    public void processElement(StreamRecord<InboundRecord> element) {
      InboundRecord record = element.getValue();
      if (record.topic() == Topic.TELEMETRY_EVENTS) {
        event = reader.read(record.value(), event);
      }
    }
  }
}
