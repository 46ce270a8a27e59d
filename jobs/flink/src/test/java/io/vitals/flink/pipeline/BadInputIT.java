package io.vitals.flink.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.flink.intake.IntakeJob;
import io.vitals.flink.testing.TestCluster;
import io.vitals.schemas.Header;
import io.vitals.schemas.Operation;
import io.vitals.schemas.RejectedRecord;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be used is set aside, whole, and nothing else suffers from it. */
class BadInputIT {
  private static final Instant HOUR_1 = BadInput.BEGIN.plus(Duration.ofHours(1)).minusMillis(1);
  private static final Instant HOUR_2 = HOUR_1.plus(Duration.ofHours(1));
  private static final Instant HOUR_3 = HOUR_2.plus(Duration.ofHours(1));

  @RegisterExtension private static final MiniClusterExtension CLUSTER = TestCluster.withSlots(2);

  @TempDir private Path directory;

  private final Map<BadInput, Future<RecordMetadata>> sent = new LinkedHashMap<>();
  private final List<String> goodEvents = new ArrayList<>();

  @Test
  void whatCannotBeUsedIsSetAsideWholeAndAllElseComesThrough(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    try (PipelineRun run = new PipelineRun(cluster, directory, 2, "hashmap")) {
      run.startIntake(List.of());
      run.source()
          .writeAll(
              List.of(TestingSource.mapping(BadInput.KNOWN, BadInput.KNOWN_ID, BadInput.BEGIN)));
      feed(run.source());
      run.source().settle(HOUR_1);
      run.source().settle(HOUR_2);
      for (Topic topic : IntakeJob.OUTPUT_TOPICS) {
        run.awaitCommitted(topic, HOUR_2);
      }
      // Every partition was told of the second hour's end, so this comes behind all time.
      run.source().writeAll(List.of(good("behind")));
      run.source().settle(HOUR_3);
      for (Topic topic : IntakeJob.OUTPUT_TOPICS) {
        run.awaitCommitted(topic, HOUR_3);
        assertThat(run.topic(topic).furthest())
            .as("no time but that of the ticks on %s", topic)
            .isEqualTo(HOUR_3.toEpochMilli());
        assertThat(run.topic(topic).faults()).isEmpty();
      }
      assertThat(run.restarts(IntakeJob.NAME)).as("restarts").isZero();
      run.cancelJobs();

      assertSetAside(run);
      assertGoodOnesCameThrough(run);
      assertCounts(ArrivalTotals.of(run.topic(Topic.SOURCE_ARRIVALS).records()));
    }
  }

  private void feed(TestingSource source) {
    source.writeAll(
        List.of(
            BadInput.goodTicket("deleted first", 2, Operation.DELETE),
            BadInput.goodTicket("deleted first", 1, Operation.CREATE),
            BadInput.goodAccount()));
    int number = 0;
    for (BadInput bad : BadInput.all()) {
      source.writeAll(List.of(good("before " + number), good("and " + number)));
      sent.put(bad, source.write(bad.entry()));
      number++;
    }
    source.writeAll(BadInput.nulls());
    source.writeAll(List.of(good("last")));
  }

  private SourceEntry good(String id) {
    goodEvents.add(id);
    return BadInput.goodEvent(id, BadInput.EVENT_TIME);
  }

  private void assertSetAside(PipelineRun run) throws Exception {
    Map<String, RejectedRecord> byPosition = new TreeMap<>();
    RecordReader<RejectedRecord> reader = RecordReader.of(RejectedRecord.class);
    for (Topic topic : List.of(Topic.DEAD_LETTERS, Topic.LATE_EVENTS)) {
      for (ConsumerRecord<byte[], byte[]> record : run.topic(topic).records()) {
        RejectedRecord row = reader.read(record.value());
        assertThat(row.getReason() == null).isEqualTo(topic == Topic.LATE_EVENTS);
        String position = row.getTopic() + "/" + row.getPartition() + "@" + row.getOffset();
        assertThat(byPosition.put(position, row)).as("%s once", position).isNull();
      }
    }
    assertThat(byPosition).hasSameSizeAs(sent.keySet());
    for (Map.Entry<BadInput, Future<RecordMetadata>> entry : sent.entrySet()) {
      BadInput bad = entry.getKey();
      SourceEntry record = bad.entry();
      RejectedRecord row =
          byPosition.get(
              record.topic().topicName()
                  + "/"
                  + record.partition()
                  + "@"
                  + entry.getValue().get().offset());
      assertThat(row).as("%s", bad).isNotNull();
      assertThat(row.getReason()).as("%s", bad).isEqualTo(bad.reason());
      assertThat(row.getDetail()).as("%s", bad).isNotBlank();
      assertThat(row.getKey()).as("key of %s", bad).isEqualTo(wrapped(record.key()));
      assertThat(row.getValue()).as("value of %s", bad).isEqualTo(wrapped(record.value()));
      assertThat(row.getTimestamp()).as("%s", bad).isEqualTo(BadInput.EVENT_TIME);
      List<Header> headers = new ArrayList<>();
      record.headers().forEach((key, value) -> headers.add(new Header(key, wrapped(value))));
      assertThat(row.getHeaders()).as("headers of %s", bad).isEqualTo(headers);
    }
  }

  private void assertGoodOnesCameThrough(PipelineRun run) {
    RecordReader<TelemetryEvent> events = RecordReader.of(TelemetryEvent.class);
    List<String> ids = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : run.topic(Topic.TELEMETRY_EVENTS).records()) {
      TelemetryEvent event = events.read(record.value());
      ids.add(event.getEventId());
      assertThat(event.getAccountId()).isEqualTo(BadInput.KNOWN_ID);
      assertThat(event.getUserId()).as("no person beyond intake").isNull();
      assertThat(event.getUserHash()).isNotNull();
      assertThat(event.getIngestTime())
          .as("time of %s", event.getEventId())
          .isEqualTo(
              event.getEventId().equals("behind") ? HOUR_2.plusMillis(1) : BadInput.EVENT_TIME);
    }
    assertThat(ids).as("good events in their order").isEqualTo(goodEvents);

    RecordReader<TicketChange> tickets = RecordReader.of(TicketChange.class);
    assertThat(run.topic(Topic.TICKETS_CHANGES).records())
        .extracting(record -> tickets.read(record.value()).getOp())
        .as("a delete before its create passes as it came")
        .containsExactly(Operation.DELETE, Operation.CREATE);
    assertThat(run.topic(Topic.CRM_ACCOUNTS).records()).hasSize(1);
  }

  private void assertCounts(Map<String, ArrivalTotals> byPartition) {
    Map<String, Long> expected = new TreeMap<>();
    expected.put("app TELEMETRY created", (long) goodEvents.size());
    expected.put("app TELEMETRY restamped", 1L);
    expected.put("desk TICKET created", 1L);
    expected.put("desk TICKET deleted", 1L);
    expected.put("crm ACCOUNT created", 1L);
    expected.put("app HEARTBEAT heartbeats", 3L * Topic.SOURCE_TELEMETRY.partitions());
    expected.put("desk HEARTBEAT heartbeats", 3L * Topic.SOURCE_TICKETS.partitions());
    expected.put("crm HEARTBEAT heartbeats", 3L * Topic.SOURCE_CRM.partitions());
    for (SourceEntry nothing : BadInput.nulls()) {
      expected.put(nothing.topic().topicName() + " UNKNOWN null_values", 1L);
    }
    for (BadInput bad : sent.keySet()) {
      String fate = bad.reason() == null ? " late" : " dead_letters";
      expected.merge(bad.counted() + fate, 1L, Long::sum);
    }
    Map<String, Long> counted = new TreeMap<>();
    byPartition.forEach(
        (key, totals) -> {
          String subject = key.substring(0, key.lastIndexOf(' '));
          totals
              .byFate()
              .forEach((fate, count) -> counted.merge(subject + " " + fate, count, Long::sum));
        });
    counted.values().removeIf(count -> count == 0);
    assertThat(counted).isEqualTo(expected);
  }

  private static ByteBuffer wrapped(byte[] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
