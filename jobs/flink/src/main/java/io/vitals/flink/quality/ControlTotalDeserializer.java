package io.vitals.flink.quality;

import io.vitals.flink.punctuated.ReferenceSource;
import io.vitals.schemas.ControlMeasure;
import io.vitals.schemas.ControlTotal;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.SingleObjectDecoder;
import io.vitals.schemas.wire.SourceDecoder;
import io.vitals.schemas.wire.SourceDecoder.Decoded;
import io.vitals.schemas.wire.SourceDecoder.Decoding;
import io.vitals.schemas.wire.SourceDecoder.Undecodable;
import java.time.Duration;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code control.totals}, which others write: what cannot be decoded or compared is logged
 * with its position and counted, and the totals before it stand. A total counts from the time of
 * its record in the topic on, and not before the instant it is of.
 */
final class ControlTotalDeserializer
    implements KafkaRecordDeserializationSchema<ReconciliationRow> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ControlTotalDeserializer.class);

  /** Clocks differ by so much at most, as for events. */
  private static final Duration AHEAD = Duration.ofMinutes(10);

  static final String UNUSABLE = "unusableControlTotals";

  private transient SourceDecoder decoder;
  private transient Counter unusable;

  @Override
  public void open(InitializationContext context) {
    decoder = new SingleObjectDecoder(Topic.CONTROL_TOTALS);
    unusable = context.getMetricGroup().counter(UNUSABLE);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ReconciliationRow> out) {
    Decoding decoding = decoder.decode(record.value());
    if (decoding instanceof Undecodable fault) {
      refuse(record, fault.detail());
    } else if (decoding instanceof Decoded decoded
        && decoded.record() instanceof ControlTotal claim) {
      long asOf = claim.getAsOf().toEpochMilli();
      if (claim.getSystem().isBlank()) {
        refuse(record, "it names no system");
      } else if (claim.getMeasure() == ControlMeasure.UNKNOWN) {
        refuse(record, "its measure is not known to this release");
      } else if (asOf > record.timestamp() + AHEAD.toMillis()) {
        refuse(record, "it is of " + claim.getAsOf() + ", which was yet to come");
      } else {
        out.collect(ReconciliationRow.claim(Math.max(record.timestamp(), asOf), record.value()));
      }
    }
  }

  private void refuse(ConsumerRecord<byte[], byte[]> record, String detail) {
    unusable.inc();
    LOG.error("No control total at {}: {}", ReferenceSource.positionOf(record), detail);
  }

  @Override
  public TypeInformation<ReconciliationRow> getProducedType() {
    return TypeInformation.of(ReconciliationRow.class);
  }
}
