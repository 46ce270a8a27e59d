package io.vitals.flink.punctuated;

import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordTime;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Leaves values encoded; for jobs that read several topics and decode further on. */
public final class InboundRecordDeserializer implements PunctuatedDeserializer<InboundRecord> {
  private static final long serialVersionUID = 1L;
  private static final long NO_OFFSET = -1;

  @Override
  public InboundRecord record(Topic topic, ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    long time = value == null ? Timed.NO_TIME : RecordTime.read(value);
    return new InboundRecord(topic, record.partition(), record.offset(), value, time, false);
  }

  @Override
  public InboundRecord punctuation(Topic topic, int partition, long watermark) {
    return new InboundRecord(topic, partition, NO_OFFSET, null, watermark, true);
  }

  @Override
  public TypeInformation<InboundRecord> producedType() {
    return TypeInformation.of(InboundRecord.class);
  }
}
