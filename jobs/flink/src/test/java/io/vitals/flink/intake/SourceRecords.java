package io.vitals.flink.intake;

import io.vitals.schemas.AccountChange;
import io.vitals.schemas.ClockTick;
import io.vitals.schemas.Heartbeat;
import io.vitals.schemas.IdentityMapping;
import io.vitals.schemas.Operation;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.TicketStatus;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Records as sources send them, with the fields that a test does not care for filled in. */
final class SourceRecords {
  static final String KEY = "key-1";
  static final int PARTITION = 1;
  static final long OFFSET = 77;

  private SourceRecords() {}

  static TelemetryEvent.Builder event(String id, Instant at) {
    return TelemetryEvent.newBuilder()
        .setSource("product")
        .setEventId(id)
        .setAccountKey(KEY)
        .setUserId("user@example.org")
        .setEventTime(at)
        .setEventName("used");
  }

  static SourceRecord telemetry(TelemetryEvent.Builder event, Instant learned) {
    return of(
        Topic.SOURCE_TELEMETRY,
        learned,
        RecordWriter.of(TelemetryEvent.class).write(event.build()));
  }

  static SourceRecord ticketDeleted(Instant learned) {
    TicketChange change =
        TicketChange.newBuilder()
            .setSource("product")
            .setTicketId("t")
            .setSourceVersion(9)
            .setOp(Operation.DELETE)
            .setAccountKey(KEY)
            .setEventTime(learned)
            .setStatus(TicketStatus.CLOSED)
            .setOpenedAt(learned)
            .build();
    return of(Topic.SOURCE_TICKETS, learned, RecordWriter.of(TicketChange.class).write(change));
  }

  static SourceRecord account(Instant eventTime, Instant learned) {
    return account(eventTime, learned, null);
  }

  static SourceRecord account(Instant eventTime, Instant learned, String parentKey) {
    AccountChange change =
        AccountChange.newBuilder()
            .setSource("product")
            .setSourceVersion(1)
            .setOp(Operation.UPDATE)
            .setAccountKey(KEY)
            .setParentAccountKey(parentKey)
            .setEventTime(eventTime)
            .build();
    return of(Topic.SOURCE_CRM, learned, RecordWriter.of(AccountChange.class).write(change));
  }

  static SourceRecord heartbeat(Instant completeThrough, Instant learned) {
    Heartbeat heartbeat = new Heartbeat(Instant.EPOCH, "product", completeThrough);
    return of(Topic.SOURCE_TELEMETRY, learned, RecordWriter.of(Heartbeat.class).write(heartbeat));
  }

  static SourceRecord tick(Instant instant, boolean settled) {
    return of(
        Topic.CLOCK,
        instant,
        RecordWriter.of(ClockTick.class).write(new ClockTick(instant, settled)));
  }

  static SourceRecord mapping(String key, String accountId, Instant learned) {
    IdentityMapping mapping = new IdentityMapping(Instant.EPOCH, null, key, accountId);
    return of(Topic.IDENTITY_MAP, learned, RecordWriter.of(IdentityMapping.class).write(mapping));
  }

  static SourceRecord of(Topic topic, Instant learned, byte[] value) {
    return new SourceRecord(
        topic.topicName(),
        PARTITION,
        OFFSET,
        learned.toEpochMilli(),
        bytes("the key"),
        value,
        new String[] {"trace", "empty"},
        new byte[][] {bytes("4711"), null});
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
