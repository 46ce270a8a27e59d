package io.vitals.flink.health;

import io.vitals.domain.health.InvalidModelException;
import io.vitals.domain.health.PublishedModel;
import io.vitals.flink.punctuated.ReferenceSource;
import io.vitals.schemas.HealthModel;
import io.vitals.schemas.metrics.MetricDictionary;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.SingleObjectDecoder;
import io.vitals.schemas.wire.SourceDecoder;
import io.vitals.schemas.wire.SourceDecoder.Decoded;
import io.vitals.schemas.wire.SourceDecoder.Decoding;
import io.vitals.schemas.wire.SourceDecoder.Undecodable;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code health.models}, which others write: what cannot be decoded or is no valid model is
 * logged with its position and counted, and the models before it go on. A model counts from the
 * time of its record in the topic on, as that is when it became known.
 */
final class ModelDeserializer implements KafkaRecordDeserializationSchema<ModelRow> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ModelDeserializer.class);

  static final String UNDECODABLE = "undecodableModels";
  static final String INVALID = "invalidModels";

  private transient SourceDecoder decoder;
  private transient MetricDictionary dictionary;
  private transient Counter undecodable;
  private transient Counter invalid;

  @Override
  public void open(InitializationContext context) {
    decoder = new SingleObjectDecoder(Topic.HEALTH_MODELS);
    dictionary = MetricDictionary.load();
    undecodable = context.getMetricGroup().counter(UNDECODABLE);
    invalid = context.getMetricGroup().counter(INVALID);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ModelRow> out) {
    Decoding decoding = decoder.decode(record.value());
    if (decoding instanceof Decoded decoded && decoded.record() instanceof HealthModel model) {
      take(model, record, out);
    } else if (decoding instanceof Undecodable fault) {
      undecodable.inc();
      LOG.error("No health model at {}: {}", ReferenceSource.positionOf(record), fault.detail());
    }
  }

  private void take(
      HealthModel model, ConsumerRecord<byte[], byte[]> record, Collector<ModelRow> out) {
    try {
      PublishedModel.read(model, dictionary);
    } catch (InvalidModelException e) {
      invalid.inc();
      LOG.error(
          "Health model {}@{} at {} is not used: {}",
          model.getModelId(),
          model.getVersion(),
          ReferenceSource.positionOf(record),
          e.getMessage());
      return;
    }
    out.collect(
        new ModelRow(model.getModelId(), model.getVersion(), model.getYaml(), record.timestamp()));
  }

  @Override
  public TypeInformation<ModelRow> getProducedType() {
    return TypeInformation.of(ModelRow.class);
  }
}
