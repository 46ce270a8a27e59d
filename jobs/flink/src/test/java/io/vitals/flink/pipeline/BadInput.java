package io.vitals.flink.pipeline;

import io.vitals.schemas.AccountChange;
import io.vitals.schemas.DeadLetterReason;
import io.vitals.schemas.Operation;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.TicketStatus;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records that cannot be used, and the good ones between them.
 *
 * @param what is wrong
 * @param entry the record
 * @param reason it must be given; null: it is late
 * @param counted under which source and entity it is counted
 */
record BadInput(String what, SourceEntry entry, DeadLetterReason reason, String counted) {
  static final String KNOWN = "K-known";
  static final String KNOWN_ID = "t:known";
  static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");
  static final Instant EVENT_TIME = BEGIN.plus(Duration.ofMinutes(1));

  private static final Instant IN_2099 = Instant.parse("2099-01-01T00:00:00Z");
  private static final Instant IN_1970 = Instant.parse("1970-01-02T00:00:00Z");
  private static final int MEGABYTE = 1_000_000;

  /** Every kind of bad record, each counted under the source that is known or its topic. */
  static List<BadInput> all() {
    byte[] good = event("of no use", KNOWN, EVENT_TIME);
    byte[] unknownSchema = good.clone();
    unknownSchema[5] ^= 0x55;
    byte[] huge = new byte[MEGABYTE];
    Arrays.fill(huge, (byte) 'x');
    List<BadInput> inputs = new ArrayList<>();
    for (Topic topic : List.of(Topic.SOURCE_TELEMETRY, Topic.SOURCE_TICKETS, Topic.SOURCE_CRM)) {
      String unknown = topic.topicName() + " UNKNOWN";
      inputs.add(of("text", topic, text("no Avro"), DeadLetterReason.NOT_SINGLE_OBJECT, unknown));
      inputs.add(of("no bytes", topic, new byte[0], DeadLetterReason.EMPTY, unknown));
      inputs.add(of("1 MB", topic, huge, DeadLetterReason.TOO_LARGE, unknown));
      inputs.add(
          of("unknown schema", topic, unknownSchema, DeadLetterReason.UNKNOWN_SCHEMA, unknown));
    }
    String telemetry = "source.telemetry UNKNOWN";
    inputs.add(
        onTelemetry("an account", account(EVENT_TIME), DeadLetterReason.WRONG_TOPIC, telemetry));
    inputs.add(
        onTelemetry(
            "cut off",
            Arrays.copyOf(good, good.length - 3),
            DeadLetterReason.UNDECODABLE,
            telemetry));
    inputs.add(
        onTelemetry(
            "with more behind it",
            Arrays.copyOf(good, good.length + 1),
            DeadLetterReason.UNDECODABLE,
            telemetry));
    inputs.add(
        onTelemetry(
            "of 2099",
            event("of 2099", KNOWN, IN_2099),
            DeadLetterReason.EVENT_TIME_AHEAD,
            "app TELEMETRY"));
    inputs.add(
        onTelemetry(
            "of 1970",
            event("of 1970", KNOWN, IN_1970),
            DeadLetterReason.EVENT_TIME_BEFORE_2000,
            "app TELEMETRY"));
    inputs.add(
        of(
            "a ticket of 2099",
            Topic.SOURCE_TICKETS,
            ticket("T-2099", 1, Operation.CREATE, IN_2099),
            DeadLetterReason.EVENT_TIME_AHEAD,
            "desk TICKET"));
    inputs.add(
        onTelemetry(
            "of an unknown account",
            event("unknown", "K-unknown", EVENT_TIME),
            DeadLetterReason.UNKNOWN_ACCOUNT,
            "app TELEMETRY"));
    inputs.add(
        onTelemetry(
            "without an id",
            event("", KNOWN, EVENT_TIME),
            DeadLetterReason.MISSING_FIELD,
            "app TELEMETRY"));
    inputs.add(
        onTelemetry(
            "ten days late",
            event("late", KNOWN, BEGIN.minus(Duration.ofDays(10))),
            null,
            "app TELEMETRY"));
    inputs.add(
        of(
            "no tick",
            Topic.CLOCK,
            text("ten past nine"),
            DeadLetterReason.NOT_SINGLE_OBJECT,
            "clock UNKNOWN"));
    inputs.add(namedByHeader());
    return inputs;
  }

  /** Records without a value: counted under their topic, and ignored. */
  static List<SourceEntry> nulls() {
    return List.of(
        SourceEntry.of(Topic.SOURCE_TELEMETRY, KNOWN, EVENT_TIME.toEpochMilli(), null),
        SourceEntry.of(Topic.SOURCE_TICKETS, KNOWN, EVENT_TIME.toEpochMilli(), null),
        SourceEntry.of(Topic.SOURCE_CRM, KNOWN, EVENT_TIME.toEpochMilli(), null),
        SourceEntry.of(Topic.IDENTITY_MAP, "K-forgotten", EVENT_TIME.toEpochMilli(), null));
  }

  private static BadInput namedByHeader() {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    headers.put("trace", null);
    headers.put("source", text("app"));
    SourceEntry entry =
        new SourceEntry(
            Topic.SOURCE_TELEMETRY,
            1,
            EVENT_TIME.toEpochMilli(),
            null,
            text("no key, but a header that names the source"),
            headers);
    return new BadInput(
        "named by its header", entry, DeadLetterReason.NOT_SINGLE_OBJECT, "app UNKNOWN");
  }

  private static BadInput onTelemetry(
      String what, byte[] value, DeadLetterReason reason, String counted) {
    return of(what, Topic.SOURCE_TELEMETRY, value, reason, counted);
  }

  private static BadInput of(
      String what, Topic topic, byte[] value, DeadLetterReason reason, String counted) {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    headers.put("bytes", new byte[] {0, -1});
    SourceEntry entry =
        new SourceEntry(
            topic,
            topic.partitionOf(KNOWN),
            EVENT_TIME.toEpochMilli(),
            text(KNOWN),
            value,
            headers);
    return new BadInput(what + " on " + topic.topicName(), entry, reason, counted);
  }

  static SourceEntry goodEvent(String id, Instant time) {
    return SourceEntry.of(
        Topic.SOURCE_TELEMETRY, KNOWN, time.toEpochMilli(), event(id, KNOWN, EVENT_TIME));
  }

  static SourceEntry goodTicket(String id, long version, Operation op) {
    return SourceEntry.of(
        Topic.SOURCE_TICKETS,
        KNOWN,
        EVENT_TIME.toEpochMilli(),
        ticket(id, version, op, EVENT_TIME.minus(Duration.ofDays(10))));
  }

  static SourceEntry goodAccount() {
    return SourceEntry.of(Topic.SOURCE_CRM, KNOWN, EVENT_TIME.toEpochMilli(), account(EVENT_TIME));
  }

  private static byte[] event(String id, String accountKey, Instant eventTime) {
    return RecordWriter.of(TelemetryEvent.class)
        .write(
            TelemetryEvent.newBuilder()
                .setSource(TestingSource.TELEMETRY)
                .setEventId(id)
                .setAccountKey(accountKey)
                .setUserId("a person")
                .setEventTime(eventTime)
                .setEventName("used")
                .build());
  }

  private static byte[] ticket(String id, long version, Operation op, Instant eventTime) {
    return RecordWriter.of(TicketChange.class)
        .write(
            TicketChange.newBuilder()
                .setSource(TestingSource.TICKETS)
                .setTicketId(id)
                .setSourceVersion(version)
                .setOp(op)
                .setAccountKey(KNOWN)
                .setEventTime(eventTime)
                .setStatus(TicketStatus.NEW)
                .setOpenedAt(eventTime)
                .build());
  }

  private static byte[] account(Instant eventTime) {
    return RecordWriter.of(AccountChange.class)
        .write(
            AccountChange.newBuilder()
                .setSource(TestingSource.CRM)
                .setSourceVersion(1)
                .setOp(Operation.CREATE)
                .setAccountKey(KNOWN)
                .setEventTime(eventTime)
                .build());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return what;
  }
}
