package io.vitals.flink.alerts;

import io.vitals.domain.alerting.EpisodeId;
import io.vitals.flink.alerts.SubjectRow.Verdict;
import io.vitals.flink.punctuated.ReferenceSource;
import io.vitals.schemas.AlertVerdict;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.SingleObjectDecoder;
import io.vitals.schemas.wire.SourceDecoder;
import io.vitals.schemas.wire.SourceDecoder.Decoded;
import io.vitals.schemas.wire.SourceDecoder.Decoding;
import io.vitals.schemas.wire.SourceDecoder.Undecodable;
import java.util.Optional;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code alerts.verdicts}, which people write: what cannot be decoded, or names no episode,
 * is logged with its position and counted. Words on the band of an account are not for alerts.
 */
final class VerdictDeserializer implements KafkaRecordDeserializationSchema<SubjectRow> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(VerdictDeserializer.class);

  static final String UNUSABLE = "unusableVerdicts";

  private transient SourceDecoder decoder;
  private transient Counter unusable;

  @Override
  public void open(InitializationContext context) {
    decoder = new SingleObjectDecoder(Topic.ALERTS_VERDICTS);
    unusable = context.getMetricGroup().counter(UNUSABLE);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SubjectRow> out) {
    Decoding decoding = decoder.decode(record.value());
    if (decoding instanceof Undecodable fault) {
      refuse(record, fault.detail());
    } else if (decoding instanceof Decoded decoded
        && decoded.record() instanceof AlertVerdict verdict
        && verdict.getEpisodeId() != null) {
      Optional<EpisodeId> episode = EpisodeId.parse(verdict.getEpisodeId());
      if (episode.isEmpty()) {
        refuse(record, "it names no episode");
        return;
      }
      out.collect(
          SubjectRow.verdict(
              episode.get(),
              new Verdict(verdict.getEpisodeId(), verdict.getVerdict(), verdict.getBy()),
              record.timestamp()));
    }
  }

  private void refuse(ConsumerRecord<byte[], byte[]> record, String detail) {
    unusable.inc();
    LOG.error("No verdict at {}: {}", ReferenceSource.positionOf(record), detail);
  }

  @Override
  public TypeInformation<SubjectRow> getProducedType() {
    return TypeInformation.of(SubjectRow.class);
  }
}
