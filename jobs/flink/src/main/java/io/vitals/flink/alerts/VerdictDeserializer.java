package io.vitals.flink.alerts;

import io.vitals.domain.alerting.EpisodeId;
import io.vitals.flink.punctuated.ReferenceSource;
import io.vitals.schemas.AlertVerdict;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.SingleObjectDecoder;
import io.vitals.schemas.wire.SourceDecoder;
import io.vitals.schemas.wire.SourceDecoder.Decoded;
import io.vitals.schemas.wire.SourceDecoder.Decoding;
import io.vitals.schemas.wire.SourceDecoder.Undecodable;
import java.io.Serializable;
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
 *
 * @param <T> what a job makes of a verdict
 */
public final class VerdictDeserializer<T> implements KafkaRecordDeserializationSchema<T> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(VerdictDeserializer.class);

  static final String UNUSABLE = "unusableVerdicts";

  private final Class<T> type;
  private final Meaning<T> meaning;

  private transient SourceDecoder decoder;
  private transient Counter unusable;

  /** What a job makes of a verdict on an episode. */
  @FunctionalInterface
  public interface Meaning<T> extends Serializable {

    /**
     * What it says; empty when the job has no use for it.
     *
     * @param time when it counts from, epoch milliseconds
     */
    Optional<T> of(EpisodeId episode, AlertVerdict verdict, long time);
  }

  /** Reads verdicts as what a job makes of them. */
  public VerdictDeserializer(Class<T> type, Meaning<T> meaning) {
    this.type = type;
    this.meaning = meaning;
  }

  @Override
  public void open(InitializationContext context) {
    decoder = new SingleObjectDecoder(Topic.ALERTS_VERDICTS);
    unusable = context.getMetricGroup().counter(UNUSABLE);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out) {
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
      meaning.of(episode.get(), verdict, record.timestamp()).ifPresent(out::collect);
    }
  }

  private void refuse(ConsumerRecord<byte[], byte[]> record, String detail) {
    unusable.inc();
    LOG.error("No verdict at {}: {}", ReferenceSource.positionOf(record), detail);
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return TypeInformation.of(type);
  }
}
