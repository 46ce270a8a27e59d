package io.vitals.flink.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.health.Model;
import io.vitals.domain.health.ModelFile;
import io.vitals.schemas.HealthModel;
import io.vitals.schemas.metrics.MetricDictionary;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelDeserializerTest {
  private static final long NOON = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();

  private final Counters counters = new Counters();
  private final ModelDeserializer deserializer = new ModelDeserializer();

  @BeforeEach
  void open() {
    deserializer.open(counters);
  }

  @Test
  void aModelCountsFromTheTimeOfItsRecord() {
    assertThat(read(bytes(published())))
        .containsExactly(new ModelRow("default", 1, ModelFile.defaultModel(), NOON));
    assertThat(counters.of(ModelDeserializer.UNDECODABLE)).isZero();
    assertThat(counters.of(ModelDeserializer.INVALID)).isZero();
  }

  @Test
  void whatCannotBeDecodedIsCountedAndStopsNothing() {
    assertThat(read("no record".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(read(new byte[0])).isEmpty();
    assertThat(read(null)).isEmpty();
    assertThat(counters.of(ModelDeserializer.UNDECODABLE)).isEqualTo(3);
    assertThat(read(bytes(published()))).hasSize(1);
  }

  @Test
  void anInvalidModelIsCountedAndStopsNothing() {
    assertThat(read(bytes(published().setYaml("id: broken")))).isEmpty();
    assertThat(counters.of(ModelDeserializer.INVALID)).isEqualTo(1);
    assertThat(read(bytes(published()))).hasSize(1);
  }

  @Test
  void aRecordThatSaysOtherThanItsYamlIsInvalid() {
    assertThat(read(bytes(published().setHash("another")))).isEmpty();
    assertThat(read(bytes(published().setVersion(7)))).isEmpty();
    assertThat(read(bytes(published().setApprovedBy(null)))).isEmpty();
    assertThat(read(bytes(published().setEffectiveFrom(Instant.EPOCH)))).isEmpty();
    assertThat(counters.of(ModelDeserializer.INVALID)).isEqualTo(4);
  }

  private static HealthModel.Builder published() {
    String yaml = ModelFile.defaultModel();
    Model model = ModelFile.parse(yaml, MetricDictionary.load());
    return HealthModel.newBuilder()
        .setModelId(model.id())
        .setVersion(model.version())
        .setEffectiveFrom(model.effectiveFrom())
        .setHash(model.hash())
        .setApprovedBy(model.approvedBy().orElse(null))
        .setApprovedAt(model.approvedAt().orElse(null))
        .setYaml(yaml);
  }

  private static byte[] bytes(HealthModel.Builder model) {
    return RecordWriter.of(HealthModel.class).write(model.build());
  }

  private List<ModelRow> read(byte[] value) {
    List<ModelRow> rows = new ArrayList<>();
    deserializer.deserialize(
        new ConsumerRecord<>(
            Topic.HEALTH_MODELS.topicName(),
            0,
            5,
            NOON,
            TimestampType.LOG_APPEND_TIME,
            0,
            0,
            null,
            value,
            new RecordHeaders(),
            Optional.empty()),
        new ListCollector<>(rows));
    return rows;
  }

  private static final class Counters extends UnregisteredMetricsGroup
      implements InitializationContext {
    private final Map<String, Counter> byName = new HashMap<>();

    @Override
    public Counter counter(String name) {
      return byName.computeIfAbsent(name, super::counter);
    }

    long of(String name) {
      return byName.get(name).getCount();
    }

    @Override
    public MetricGroup getMetricGroup() {
      return this;
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      throw new UnsupportedOperationException("not used");
    }
  }
}
