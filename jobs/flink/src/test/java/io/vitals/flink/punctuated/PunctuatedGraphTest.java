package io.vitals.flink.punctuated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitals.broker.TopicSetup;
import io.vitals.flink.config.FlinkDefaults;
import io.vitals.schemas.topics.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** The graph builds with generated uids and generic types off, and is as wide as it should be. */
class PunctuatedGraphTest {
  private static final KafkaConnection KAFKA = KafkaConnection.to("localhost:1");
  private static final List<Topic> NARROW = List.of(Topic.SOURCE_FRESHNESS);
  private static final List<Topic> WIDE = List.of(Topic.ACCOUNT_SCORE, Topic.SOURCE_FRESHNESS);

  private final StreamExecutionEnvironment environment =
      StreamExecutionEnvironment.getExecutionEnvironment(FlinkDefaults.configuration());

  @Test
  void everyOperatorHasItsUidAndItsWidth() {
    PunctuatedSink.write(
        copied(WIDE, 12),
        WIDE,
        SinkOptions.exactlyOnce("copy", KAFKA, "vitals-copy", Duration.ofMinutes(15), 9));
    assertThat(widths())
        .containsEntry("copy-input-source", 8)
        .containsEntry("copy-input-records", 8)
        .containsEntry("copy-partition-writer", 8)
        .containsEntry("copy-kafka-sink", 8)
        .doesNotContainKey("");
  }

  @Test
  void aSourceIsNoWiderThanItsWidestTopic() {
    assertThat(PunctuatedSource.sourceParallelism(NARROW, 4)).isEqualTo(1);
    assertThat(PunctuatedSource.sourceParallelism(WIDE, 4)).isEqualTo(4);
    assertThat(PunctuatedSource.sourceParallelism(WIDE, 12)).isEqualTo(8);
    assertThatThrownBy(() -> PunctuatedSource.sourceParallelism(List.of(), 1))
        .hasMessageContaining("no topic");
  }

  @Test
  void writesAtLeastOnceWithoutTransactions() {
    SinkOptions options = SinkOptions.atLeastOnce("copy", KAFKA, 4);
    assertThat(options.guarantee()).isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
    PunctuatedSink.write(copied(NARROW, 4), NARROW, options);
    assertThat(widths()).containsEntry("copy-partition-writer", 1);
  }

  @Test
  void aTopicOfOthersIsNotWritten() {
    DataStream<OutboundRecord> records = copied(NARROW, 1);
    assertThatThrownBy(
            () ->
                PunctuatedSink.write(
                    records, List.of(Topic.CLOCK), SinkOptions.atLeastOnce("copy", KAFKA, 1)))
        .hasMessageContaining("clock is not ours to write");
  }

  @Test
  void aProducerSendsWhatATopicTakes() {
    assertThat(PunctuatedSink.MAX_RECORD_BYTES).isEqualTo(TopicSetup.MAX_RECORD_BYTES);
  }

  @Test
  void settingsThatMayBeSecretAreNotPrinted() {
    assertThat(new KafkaConnection("here:1", Map.of("sasl.jaas.config", "hunter2")))
        .asString()
        .contains("here:1", "sasl.jaas.config")
        .doesNotContain("hunter2");
  }

  private DataStream<OutboundRecord> copied(List<Topic> topics, int parallelism) {
    return PunctuatedSource.read(
            environment,
            topics,
            new InboundRecordDeserializer(),
            SourceOptions.fromEarliest("copy-input", KAFKA, "copy", parallelism))
        .map(record -> OutboundRecord.of(record.topic(), 0, null, record.value()))
        .returns(OutboundRecord.class)
        .uid("copy-map");
  }

  private Map<String, Integer> widths() {
    StreamGraph graph = environment.getStreamGraph();
    graph.getJobGraph();
    Map<String, Integer> widths = new HashMap<>();
    for (StreamNode node : graph.getStreamNodes()) {
      widths.put(
          node.getTransformationUID() == null ? "" : node.getTransformationUID(),
          node.getParallelism());
    }
    return widths;
  }
}
