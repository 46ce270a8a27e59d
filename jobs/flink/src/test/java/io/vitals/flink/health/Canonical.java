package io.vitals.flink.health;

import io.vitals.domain.adoption.Days;
import io.vitals.domain.adoption.UsageAccumulator;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.Operation;
import io.vitals.schemas.SubscriptionChange;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.TicketPriority;
import io.vitals.schemas.TicketStatus;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Canonical records with the fields that a test does not care for filled in. */
final class Canonical {
  static final String ACME = "acme:1";

  private Canonical() {}

  static TelemetryEvent.Builder event(Instant at, Instant learned) {
    return TelemetryEvent.newBuilder()
        .setSource("product")
        .setEventId("e")
        .setAccountKey("key")
        .setAccountId(ACME)
        .setEventName("used")
        .setEventTime(at)
        .setIngestTime(learned);
  }

  /** Telemetry of one event hour and one ingest hour, summed. */
  static AccountRecord usage(List<TelemetryEvent> events) {
    TelemetryEvent first = events.get(0);
    UsageAccumulator accumulator =
        new UsageAccumulator(
            first.getAccountId(),
            Days.hourOf(first.getEventTime().toEpochMilli()),
            Days.hourOf(first.getIngestTime().toEpochMilli()));
    events.forEach(accumulator::add);
    return AccountRecord.of(accumulator.toDelta());
  }

  static AccountRecord usage(Instant at, Instant learned, long user) {
    return usage(List.of(event(at, learned).setUserHash(user).build()));
  }

  static SubscriptionChange.Builder subscription(String id, long version, Instant learned) {
    return SubscriptionChange.newBuilder()
        .setIngestTime(learned)
        .setSource("crm")
        .setSubscriptionId(id)
        .setSourceVersion(version)
        .setOp(Operation.UPDATE)
        .setAccountKey("key")
        .setAccountId(ACME)
        .setEventTime(learned)
        .setArrMinor(100_000L)
        .setCurrency("USD")
        .setSeats(10)
        .setStartDate(LocalDate.parse("2025-01-01"));
  }

  static AccountChange.Builder account(long version, Instant learned) {
    return AccountChange.newBuilder()
        .setIngestTime(learned)
        .setSource("crm")
        .setSourceVersion(version)
        .setOp(Operation.UPDATE)
        .setAccountKey("key")
        .setAccountId(ACME)
        .setEventTime(learned)
        .setName("Acme " + version);
  }

  static TicketChange.Builder ticket(String id, long version, Instant learned) {
    return TicketChange.newBuilder()
        .setIngestTime(learned)
        .setSource("desk")
        .setTicketId(id)
        .setSourceVersion(version)
        .setOp(Operation.UPDATE)
        .setAccountKey("key")
        .setAccountId(ACME)
        .setEventTime(learned)
        .setStatus(TicketStatus.OPEN)
        .setPriority(TicketPriority.URGENT)
        .setOpenedAt(learned);
  }

  static AccountRecord of(SubscriptionChange.Builder row) {
    return change(
        Topic.CRM_SUBSCRIPTIONS,
        row.getIngestTime(),
        RecordWriter.of(SubscriptionChange.class).write(row.build()));
  }

  static AccountRecord of(AccountChange.Builder row) {
    return change(
        Topic.CRM_ACCOUNTS,
        row.getIngestTime(),
        RecordWriter.of(AccountChange.class).write(row.build()));
  }

  static AccountRecord of(TicketChange.Builder row) {
    return change(
        Topic.TICKETS_CHANGES,
        row.getIngestTime(),
        RecordWriter.of(TicketChange.class).write(row.build()));
  }

  /** The record as it is read from its topic. */
  static InboundRecord inbound(AccountRecord row) {
    return new InboundRecord(row.topic(), 0, 0, row.change(), row.time(), false);
  }

  static InboundRecord inbound(TelemetryEvent event) {
    return new InboundRecord(
        Topic.TELEMETRY_EVENTS,
        0,
        0,
        RecordWriter.of(TelemetryEvent.class).write(event),
        event.getIngestTime().toEpochMilli(),
        false);
  }

  private static AccountRecord change(Topic topic, Instant learned, byte[] value) {
    return AccountRecord.of(ACME, learned.toEpochMilli(), topic, value);
  }
}
